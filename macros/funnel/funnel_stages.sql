{#- The stages of the funnel in their order. A loss is none of them: it ends the way from any. -#}
{% macro funnel_stages() %}
    {{- return(['awareness', 'interest', 'consideration', 'decision', 'customer']) -}}
{% endmacro %}
