{#- Select items of cost per conversion, return on ad spend and return on investment. Null where
    nothing was spent on balance: a ratio to money that came back has no meaning. -#}
{% macro cost_ratios(prefix='') %}
    {%- set conversions = 'cast(' ~ prefix ~ 'attributed_conversions as double)' -%}
    {%- set revenue = 'cast(' ~ prefix ~ 'attributed_revenue as double)' -%}
    {%- set spend = 'cast(nullif(greatest(' ~ prefix ~ 'spend_amount, 0), 0) as double)' -%}
    {%- set margin = 'cast(' ~ prefix ~ 'margin_amount as double)' -%}
    {{ spend }} / nullif({{ conversions }}, 0) as {{ prefix }}cost_per_conversion,
    {{ revenue }} / {{ spend }} as {{ prefix }}return_on_ad_spend,
    ({{ margin }} - {{ spend }}) / {{ spend }} as {{ prefix }}return_on_investment
{%- endmacro %}
