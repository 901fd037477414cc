-- Under each attribution model the bridge leads to every period but the first, and its sum of all
-- channels is the booked revenue of fct_attribution_totals there, both ways.
with

booked as (
    select
        attribution_model,
        conversion_period_date as period_start_date,
        sum(attributed_revenue) as attributed_revenue
    from {{ ref('fct_attribution_totals') }}
    where is_booked and conversion_period_date is not null
    group by attribution_model, conversion_period_date
),

expected as (
    select *
    from booked
    qualify period_start_date > min(period_start_date) over (partition by attribution_model)
),

bridged as (
    select
        attribution_model,
        period_start_date,
        attributed_revenue
    from {{ ref('rpt_revenue_bridge') }}
    -- A period without a booking is bridged to as well.
    where channel = '(all channels)' and attributed_conversions + abs(attributed_revenue) <> 0
)

(
    select * from expected
    except all
    select * from bridged
)
union all
(
    select * from bridged
    except all
    select * from expected
)
