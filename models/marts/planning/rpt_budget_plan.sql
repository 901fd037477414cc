-- One row per channel with spend or with bounds: what it gets of the planned weekly budget.
with

shared as (
    select * from {{ ref('int_planning__budget_shared') }}
),

published as (
    select
        channel,
        plan_status,
        withheld_reason,
        '{{ var("reporting_currency") }}' as currency_code,
        {% for amount in [
            'budget', 'current_spend', 'minimum_spend', 'maximum_spend', 'planned_spend',
        ] -%}
        {{ crm_attribution.from_minor_units(amount ~ '_minor') }} as {{ amount }}_amount,
        {% endfor -%}
        {{ crm_attribution.from_minor_units('planned_spend_minor - current_spend_minor') }}
            as spend_change_amount,
        {% for amount in [
            'current_revenue_minor', 'planned_revenue_minor', 'revenue_gain_minor',
            'revenue_gain_minor_lower', 'revenue_gain_minor_upper',
        ] -%}
        {{ crm_attribution.from_minor_units('round(' ~ amount ~ ')') }}
            as {{ amount | replace('_minor', '_amount') }},
        {% endfor -%}
        current_marginal_return,
        planned_marginal_return,
        shadow_price,
        kkt_residual,
        withheld_reason is not null as is_withheld
    from shared
)

select * from published
