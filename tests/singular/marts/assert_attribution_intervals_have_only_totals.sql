-- No interval stands for a channel or campaign that is not credited, and none stands twice. Mirror:
-- assert_attribution_intervals_cover_every_total.
with

totals as (
    select distinct
        attribution_model,
        conversion_type,
        unnest(['channel', 'campaign']) as grouped_by,
        unnest([
            channel,
            case
                when channel in ('(unattributed)', '(baseline)') then channel
                else coalesce(campaign_id, '(no campaign)')
            end
        ]) as group_value
    from {{ ref('fct_attribution_totals') }}
),

intervals as (
    select
        attribution_model,
        conversion_type,
        grouped_by,
        group_value
    from {{ ref('fct_attribution_intervals') }}
)

select * from intervals
except all
select * from totals
