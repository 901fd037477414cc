{#- Stops the build because of a variable.
    Arguments: name (of the variable), value (it has), allowed (text). -#}
{% macro raise_variable_error(name, value, allowed) %}
    {%- do exceptions.raise_compiler_error(
        "variable " ~ name ~ ": '" ~ value ~ "' is not allowed. Allowed: " ~ allowed ~ '.'
    ) -%}
{% endmacro %}
