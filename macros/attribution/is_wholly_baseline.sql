{#- Whether nothing touched a known unit before it converted at a known time: then a hazard says
    that the conversion needed no marketing. -#}
{% macro is_wholly_baseline(journeys) -%}
    ({{ journeys }}.journey_length = 0 and {{ journeys }}.is_journey_known)
{%- endmacro %}
