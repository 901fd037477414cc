-- One row per loss reason, stage lost from, channel and period of the loss.
with

losses as (
    select * from {{ ref('fct_funnel_stage_changes') }}
    where funnel_stage = 'loss' and is_current
),

opportunities as (
    select
        opportunity_id,
        loss_reason
    from {{ ref('int_journeys__opportunities_dated') }}
),

-- What an opportunity is worth where it is not won, at the rate of the day that it was opened.
amounts as (
    select
        opportunity_id,
        conversion_value
    from {{ ref('fct_conversions') }}
    where conversion_type = 'opportunity_created'
),

explained as (
    select
        coalesce(opportunities.loss_reason, '(none)') as loss_reason,
        coalesce(losses.from_stage, '(none)') as lost_from_stage,
        losses.channel,
        count(*) as lost_count,
        coalesce(sum(amounts.conversion_value), 0) as lost_amount,
        {{ crm_attribution.period_start('losses.entered_date') }} as period_start_date
    from losses
    left join opportunities on losses.opportunity_id = opportunities.opportunity_id
    left join amounts on losses.opportunity_id = amounts.opportunity_id
    group by all
),

totalled as (
    select
        *,
        sum(lost_count) over of_stage as stage_lost_count
    from explained
    window of_stage as (partition by lost_from_stage, channel, period_start_date)
),

published as (
    select
        loss_reason,
        lost_from_stage,
        channel,
        '{{ var("reporting_currency") }}' as currency_code,
        cast(lost_count as bigint) as lost_count,
        cast(lost_amount as {{ crm_attribution.money_type() }}) as lost_amount,
        cast(lost_count as double) / nullif(cast(stage_lost_count as double), 0)
            as loss_reason_rate,
        {{ crm_attribution.wilson_interval('lost_count', 'stage_lost_count', 'lower') }}
            as loss_reason_rate_lower,
        {{ crm_attribution.wilson_interval('lost_count', 'stage_lost_count', 'upper') }}
            as loss_reason_rate_upper,
        period_start_date
    from totalled
)

select * from published
