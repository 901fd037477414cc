-- rpt_channel_performance adds up to fct_attribution_totals by either date. Mirror:
-- assert_channel_performance_has_only_totals.
with

totals as (
    select
        date_basis,
        attribution_model,
        conversion_type,
        channel,
        sum(attributed_conversions) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue
    from {{ ref('fct_attribution_totals') }}
    cross join (select unnest(['conversion_date', 'touchpoint_date']) as date_basis)
    group by all
),

reported as (
    select
        date_basis,
        attribution_model,
        conversion_type,
        channel,
        sum(attributed_conversions) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue
    from {{ ref('rpt_channel_performance') }}
    group by all
)

select * from totals
except all
select * from reported
