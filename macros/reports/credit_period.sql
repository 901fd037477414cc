{#- The period that a credit of fct_attribution_totals counts in. What no touchpoint earned has no
    date but the conversion's. -#}
{% macro credit_period(date_basis) %}
    {%- if date_basis == 'conversion_date' -%}
        {{ return('conversion_period_date') }}
    {%- endif -%}
    {{ return('coalesce(touchpoint_period_date, conversion_period_date)') }}
{% endmacro %}
