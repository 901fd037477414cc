{#- A list of texts as the inside of an SQL in (…). Example: text_list(['a', 'b']) -> 'a', 'b'. -#}
{% macro text_list(values) %}
    {%- set quoted = [] -%}
    {%- for value in values -%}
        {%- do quoted.append("'" ~ (value | string).replace("'", "''") ~ "'") -%}
    {%- endfor -%}
    {{- return(quoted | join(', ') if quoted else 'null') -}}
{% endmacro %}
