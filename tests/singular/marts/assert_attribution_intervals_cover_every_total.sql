-- Every channel and campaign that is credited has its interval, whose estimate is the credit over
-- all time, but for the rounding of doubles. Mirror: assert_attribution_intervals_have_only_totals.
with

totals as (
    select
        attribution_model,
        conversion_type,
        'channel' as grouped_by,
        channel as group_value,
        sum(attributed_conversions) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue
    from {{ ref('fct_attribution_totals') }}
    group by all
    union all
    select
        attribution_model,
        conversion_type,
        'campaign' as grouped_by,
        case
            when channel in ('(unattributed)', '(baseline)') then channel
            else coalesce(campaign_id, '(no campaign)')
        end as group_value,
        sum(attributed_conversions) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue
    from {{ ref('fct_attribution_totals') }}
    group by all
)

select
    totals.*,
    intervals.attributed_conversions as estimated_conversions,
    intervals.attributed_revenue as estimated_revenue
from totals
left join {{ ref('fct_attribution_intervals') }} as intervals
    on
        totals.attribution_model = intervals.attribution_model
        and totals.conversion_type = intervals.conversion_type
        and totals.grouped_by = intervals.grouped_by
        and totals.group_value = intervals.group_value
where
    {{ var('bootstrap_replicates') }} > 0
    and (
        abs(totals.attributed_conversions - intervals.attributed_conversions)
        <= 1e-6 * abs(totals.attributed_conversions)
        and abs(totals.attributed_revenue - intervals.attributed_revenue)
        <= 1e-6 * abs(totals.attributed_revenue)
    ) is not true
