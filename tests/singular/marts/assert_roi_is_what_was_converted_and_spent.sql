-- Under every attribution model, by channel and by campaign, by either date and in every revenue
-- basis: revenue, margin and bookings are those of fct_conversions, and spend is that of fct_spend,
-- to the last unit. Both ways: nothing is lost, and nothing is there twice.
with

slices as (
    select
        date_basis,
        revenue_basis,
        grouped_by,
        attribution_model,
        sum(attributed_revenue) as revenue,
        sum(margin_amount) as margin,
        sum(refunded_amount) as refunded,
        sum(attributed_conversions) as bookings,
        sum(attributed_new_customers) as new_customers,
        sum(spend_amount) as spend
    from {{ ref('rpt_roi') }}
    group by all
),

spend as (
    select coalesce(sum(spend_amount), 0) as spend from {{ ref('fct_spend') }}
),

expected as (
    {% for basis in ['booked', 'invoiced', 'paid'] -%}
    select
        '{{ basis }}' as revenue_basis,
        coalesce(sum(conversion_value) filter (is_{{ basis }}), 0) as revenue,
        coalesce(sum(conversion_value * margin_rate) filter (is_{{ basis }}), 0) as margin,
        coalesce(
            -sum(conversion_value) filter (is_{{ basis }} and revenue_basis = 'refunded'), 0
        ) as refunded,
        count(*) filter (is_booked and revenue_basis = 'booked') as bookings,
        count(*) filter (is_booked and revenue_basis = 'booked' and customer_type = 'new')
            as new_customers,
        {% if basis == 'booked' -%}
        -- Without conversions and without spend there is nothing to report.
        count(*) > 0 or (select count(*) > 0 from {{ ref('fct_spend') }}) as is_reported
        {%- else -%}
        count(*) filter (revenue_basis = '{{ basis }}') > 0 as is_reported
        {%- endif %}
    from {{ ref('fct_conversions') }}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
)

select
    expected.*,
    slices.*,
    spend.spend as expected_spend
from expected
cross join spend
full outer join slices on expected.revenue_basis = slices.revenue_basis
where
    expected.is_reported is distinct from (slices.revenue_basis is not null)
    or (
        slices.revenue_basis is not null
        and (
            expected.revenue is distinct from slices.revenue
            or expected.margin is distinct from slices.margin
            or expected.refunded is distinct from slices.refunded
            or expected.bookings is distinct from slices.bookings
            or expected.new_customers is distinct from slices.new_customers
            or spend.spend is distinct from slices.spend
        )
    )
