{#- A touchpoint's part of an amount in whole units: the difference of two rounded running parts, so
    that the parts add up to the amount over the journey.
    Arguments: bounds (SQL of the cumulative shares before and through the touchpoint), units (SQL of
    an integer, or a literal). -#}
{% macro credit_units(bounds, units) %}
    {{- crm_attribution.share_units(bounds[1], units) }} - {{ crm_attribution.share_units(bounds[0], units) -}}
{% endmacro %}
