-- One row per channel with spend and point of its response curve.
with

points as (
    select * from {{ ref('int_planning__curve_points_listed') }}
),

responses as (
    select
        channel,
        withheld_reason
    from {{ ref('int_planning__responses_fitted') }}
),

published as (
    select
        points.channel,
        responses.withheld_reason,
        '{{ var("reporting_currency") }}' as currency_code,
        points.point_number,
        {% for amount in [
            'weekly_spend_minor', 'expected_revenue_minor', 'expected_revenue_minor_lower',
            'expected_revenue_minor_upper',
        ] -%}
        {{ crm_attribution.from_minor_units('round(points.' ~ amount ~ ')') }}
            as {{ amount | replace('_minor', '_amount') }},
        {% endfor -%}
        points.marginal_return,
        points.marginal_return_lower,
        points.marginal_return_upper,
        responses.withheld_reason is not null as is_withheld,
        points.is_current_spend,
        points.is_extrapolated
    from points
    inner join responses on points.channel = responses.channel
)

select * from published
