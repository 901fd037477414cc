{#- A touchpoint's part of an amount under an attribution model, in whole units that add up to the
    amount over the journey.
    Arguments: model (one entry of attribution_models), units (SQL of an integer, or a literal),
    touchpoints and journeys (aliases). -#}
{% macro credit_units(model, units, touchpoints, journeys) %}
    {%- set through = crm_attribution.cumulative_share(model, 'through', touchpoints, journeys) -%}
    {%- set before = crm_attribution.cumulative_share(model, 'before', touchpoints, journeys) -%}
    {{- crm_attribution.share_units(through, units) }} - {{ crm_attribution.share_units(before, units) -}}
{% endmacro %}
