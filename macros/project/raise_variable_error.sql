{#- Stops the build because of a variable. -#}
{% macro raise_variable_error(name, value, allowed) %}
    {%- do exceptions.raise_compiler_error(
        "variable " ~ name ~ ": '" ~ value ~ "' is not allowed. Allowed: " ~ allowed ~ '.'
    ) -%}
{% endmacro %}
