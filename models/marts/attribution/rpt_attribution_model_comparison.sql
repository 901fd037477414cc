-- One row per conversion type, channel and attribution model.
with

totals as (
    select * from {{ ref('fct_attribution_totals') }}
),

models as (
    select distinct
        attribution_model,
        conversion_type
    from totals
),

channels as (
    select distinct
        conversion_type,
        channel
    from totals
),

-- A channel that a model gives nothing is compared at nothing, not left out.
credited as (
    select
        channels.conversion_type,
        channels.channel,
        models.attribution_model,
        coalesce(sum(totals.attributed_conversions), 0) as attributed_conversions,
        coalesce(sum(totals.attributed_revenue), 0) as attributed_revenue
    from channels
    inner join models on channels.conversion_type = models.conversion_type
    left join totals
        on
            channels.conversion_type = totals.conversion_type
            and channels.channel = totals.channel
            and models.attribution_model = totals.attribution_model
    group by all
),

shares as (
    select
        *,
        cast(attributed_conversions as double)
        / nullif(cast(sum(attributed_conversions) over of_model as double), 0)
            as conversion_share_rate,
        cast(attributed_revenue as double)
        / nullif(cast(sum(attributed_revenue) over of_model as double), 0) as revenue_share_rate,
        sum(attributed_revenue) over of_model <> 0 as has_revenue
    from credited
    window of_model as (partition by conversion_type, attribution_model)
),

-- What nobody may claim is no channel to rank. Equal shares take equal ranks.
ranked as (
    select
        *,
        case
            when channel <> '(unattributed)' then rank() over (
                partition by conversion_type, attribution_model, channel = '(unattributed)'
                order by
                    case
                        when has_revenue then attributed_revenue else attributed_conversions
                    end desc
            )
        end as channel_rank
    from shares
),

published as (
    select
        conversion_type,
        channel,
        attribution_model,
        case when has_revenue then 'attributed_revenue' else 'attributed_conversions' end
            as ranked_by,
        '{{ var("reporting_currency") }}' as currency_code,
        cast(attributed_conversions as decimal(38, 12)) as attributed_conversions,
        cast(attributed_revenue as {{ crm_attribution.money_type() }}) as attributed_revenue,
        conversion_share_rate,
        revenue_share_rate,
        cast(channel_rank as integer) as channel_rank,
        cast(min(channel_rank) over of_channel as integer) as best_rank,
        cast(max(channel_rank) over of_channel as integer) as worst_rank
    from ranked
    window of_channel as (partition by conversion_type, channel)
)

select * from published
