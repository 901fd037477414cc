{#- Select items of cost per conversion, return on ad spend and return on investment. -#}
{% macro cost_ratios(prefix='') %}
    {%- set conversions = 'cast(' ~ prefix ~ 'attributed_conversions as double)' -%}
    {%- set revenue = 'cast(' ~ prefix ~ 'attributed_revenue as double)' -%}
    {%- set spend = 'cast(' ~ prefix ~ 'spend_amount as double)' -%}
    {%- set margin = 'cast(' ~ prefix ~ 'margin_amount as double)' -%}
    case when {{ spend }} != 0 then {{ spend }} / nullif({{ conversions }}, 0) end
        as {{ prefix }}cost_per_conversion,
    {{ revenue }} / nullif({{ spend }}, 0) as {{ prefix }}return_on_ad_spend,
    ({{ margin }} - {{ spend }}) / nullif({{ spend }}, 0) as {{ prefix }}return_on_investment
{%- endmacro %}
