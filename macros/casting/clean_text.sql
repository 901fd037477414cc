{#- A raw cell as text without surrounding blanks, null where nothing is left. -#}
{% macro clean_text(expression) %}
    {{- return("nullif(trim(cast(" ~ expression ~ " as varchar)), '')") -}}
{% endmacro %}
