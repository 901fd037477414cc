{#- A cumulative share of an amount in whole units, rounded once. -#}
{% macro share_units(share, units) %}
    {{- return('cast(round((' ~ share ~ ') * ' ~ units ~ ') as bigint)') -}}
{% endmacro %}
