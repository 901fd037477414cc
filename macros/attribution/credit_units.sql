{#- A touchpoint's part of an amount in whole units that add up to it over the journey. -#}
{% macro credit_units(bounds, units) %}
    {%- set through = crm_attribution.share_units(bounds[1], units) -%}
    {%- set before = crm_attribution.share_units(bounds[0], units) -%}
    {{- through }} - {{ before -}}
{% endmacro %}
