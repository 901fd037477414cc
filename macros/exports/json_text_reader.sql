{#- The reader of a JSON lines file with every value as text.
    Example: json_text_reader("read_json('a', …)", {'id': 'VARCHAR'})
    -> "read_json('a', …, columns = …)". -#}
{% macro json_text_reader(reader, types) %}
    {%- set columns = [] -%}
    {%- for name in types -%}
        {%- do columns.append(crm_attribution.text_list([name]) ~ ": 'VARCHAR'") -%}
    {%- endfor -%}
    {{ return(reader[:-1] ~ ', columns = {' ~ columns | join(', ') ~ '})') }}
{% endmacro %}
