-- rpt_channel_performance credits nothing that fct_attribution_totals does not. Mirror:
-- assert_channel_performance_covers_every_total.
with

bases as (
    select unnest(['conversion_date', 'touchpoint_date']) as date_basis
),

totals as (
    select
        bases.date_basis,
        credited.attribution_model,
        credited.conversion_type,
        credited.channel,
        sum(credited.attributed_conversions) as attributed_conversions,
        sum(credited.attributed_revenue) as attributed_revenue
    from bases
    cross join {{ ref('fct_attribution_totals') }} as credited
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
    -- A channel may be there for its influence or for another attribution model alone.
    having sum(attributed_conversions) <> 0 or sum(attributed_revenue) <> 0
)

select * from reported
except all
select * from totals
