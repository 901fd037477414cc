{#- Stops the build when a variable is none of the allowed values. Numbers and truth values do not
    stand for each other: to Jinja 1, 1.0 and true are equal, but not once they stand in SQL. -#}
{% macro assert_one_of(name, allowed) %}
    {%- set value = var(name) -%}
    {%- if value not in allowed or value is float
        or (value is boolean) != (allowed[0] is boolean) -%}
        {{ crm_attribution.raise_variable_error(name, value, allowed | join(', ')) }}
    {%- endif -%}
{% endmacro %}
