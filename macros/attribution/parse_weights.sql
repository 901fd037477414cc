{#- Weights of an attribution model as a dictionary.
    Example: parse_weights('first=0.4;last=0.6', '…') -> {'first': 0.4, 'last': 0.6}. -#}
{% macro parse_weights(text, where) %}
    {%- set weights = {} -%}
    {%- set allowed = 'Allowed: name=number entries, separated by ";", '
        ~ 'with numbers of 0 or more of which at least one is above 0.' -%}
    {%- for entry in (text or '').split(';') if entry | trim -%}
        {%- set parts = entry.rsplit('=', 1) -%}
        {%- set name = parts[0] | trim -%}
        {%- if parts | length != 2
            or not modules.re.match('^ *[0-9]*[.]?[0-9]+ *$', parts[1])
            or name in weights -%}
            {%- do exceptions.raise_compiler_error(
                where ~ ": '" ~ entry ~ "' is not a weight. " ~ allowed
            ) -%}
        {%- endif -%}
        {%- do weights.update({name: parts[1] | float}) -%}
    {%- endfor -%}
    {%- if weights and weights.values() | sum <= 0 -%}
        {%- do exceptions.raise_compiler_error(
            where ~ ": the weights '" ~ text ~ "' add up to 0. " ~ allowed
        ) -%}
    {%- endif -%}
    {{ return(weights) }}
{% endmacro %}
