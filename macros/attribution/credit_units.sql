{#- A touchpoint's part of an amount in whole units that add up to it over the journey. -#}
{% macro credit_units(bounds, units) %}
    {{- crm_attribution.share_units(bounds[1], units) }} - {{ crm_attribution.share_units(bounds[0], units) -}}
{% endmacro %}
