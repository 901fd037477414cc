{#- Checks the variables of the quality gate before anything is written. -#}
{% macro assert_gate_variables() %}
    {%- if var('quality_gate') is not boolean -%}
        {{ crm_attribution.raise_variable_error(
            'quality_gate', var('quality_gate'), 'true, false'
        ) }}
    {%- endif -%}
    {%- set rows = var('quality_minimum_rows') -%}
    {%- if rows is not integer or rows is boolean or rows < 1 -%}
        {{ crm_attribution.raise_variable_error(
            'quality_minimum_rows', rows, 'a whole number of rows, 1 or more'
        ) }}
    {%- endif -%}
    {%- set allowed = 'a pair [warning, critical] of numbers of 0 or more, null for none,'
        ~ ' of which the warning is not above the critical one' -%}
    {%- for name in crm_attribution.gate_limits() -%}
        {%- set pair = var(name) -%}
        {%- if pair is string or pair is mapping or pair is not iterable or pair | length != 2 -%}
            {{ crm_attribution.raise_variable_error(name, pair, allowed) }}
        {%- endif -%}
        {%- for bound in pair if bound is not none -%}
            {%- if bound is not number or bound is boolean or bound < 0 -%}
                {{ crm_attribution.raise_variable_error(name, pair, allowed) }}
            {%- endif -%}
        {%- endfor -%}
        {%- if none not in pair and pair[0] > pair[1] -%}
            {{ crm_attribution.raise_variable_error(name, pair, allowed) }}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
