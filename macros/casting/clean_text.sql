{#- A raw cell as text without surrounding blanks, null when nothing is left or when it is
    Salesforce's null id. Arguments: expression (SQL). -#}
{% macro clean_text(expression) %}
    {{- return("nullif(nullif(trim(cast(" ~ expression ~ " as varchar)), ''), '000000000000AAA')") -}}
{% endmacro %}
