{#- A raw cell as text without surrounding blanks, null when nothing is left.
    Arguments: expression (SQL). -#}
{% macro clean_text(expression) %}
    {{- return("nullif(trim(cast(" ~ expression ~ " as varchar)), '')") -}}
{% endmacro %}
