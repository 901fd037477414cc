{#- First day of the fiscal period (seed fiscal_periods) that a date lies in, or an error that names
    the date which the seed does not cover.
    Example: case when day between '2025-02-01' and '2025-04-30' then date '2025-02-01' … end. -#}
{% macro fiscal_period_start(day) %}
    case
        when {{ day }} is null then null
        {% for period in crm_attribution.fiscal_periods() -%}
        when {{ day }} between date '{{ period.starts_on }}' and date '{{ period.ends_on }}'
            then date '{{ period.starts_on }}'
        {% endfor -%}
        else error(
            'no fiscal period for ' || cast({{ day }} as varchar)
            || ': add it to the seed fiscal_periods, or choose another reporting_period'
        )
    end
{%- endmacro %}
