{#- Select items of what was spent per lead, opportunity, booked conversion and new customer, and of
    the months in which a new customer's margin pays that back. Null where nothing was spent on
    balance or nothing counted, and where customers yield no margin. -#}
{% macro acquisition_costs(summed, monthly_margin) %}
    {%- set spend = 'cast(nullif(greatest(' ~ summed ~ '.spend_amount, 0), 0) as double)' -%}
    {%- set ratios = {
        'cost_per_lead': 'leads', 'cost_per_opportunity': 'opportunities',
        'cost_per_acquisition': 'conversions', 'customer_acquisition_cost': 'new_customers',
    } -%}
    {%- for ratio, count in ratios.items() %}
    {{ spend }} / nullif(cast({{ summed }}.{{ count }} as double), 0) as {{ ratio }},
    {%- endfor %}
    {{ spend }}
    / nullif(cast({{ summed }}.new_customers as double), 0)
    / nullif(greatest({{ monthly_margin }}, 0), 0) as payback_months
{%- endmacro %}
