{#- A cumulative share of an amount in whole units, rounded once.
    Arguments: share (SQL of a double in 0-1), units (SQL of an integer, or a literal). -#}
{% macro share_units(share, units) %}
    {{- return('cast(round((' ~ share ~ ') * ' ~ units ~ ') as bigint)') -}}
{% endmacro %}
