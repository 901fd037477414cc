{#- A Salesforce id in its 18-character form. Example: 001A0000006Vm9r -> 001A0000006Vm9rIAC. -#}
{% macro salesforce_id(expression) %}
    {%- set letters = [] -%}
    {%- for group in range(3) -%}
        {%- set bits = [] -%}
        {%- for position in range(5) -%}
            {%- set place = group * 5 + position + 1 -%}
            {%- set character = 'substr(' ~ expression ~ ', ' ~ place ~ ', 1)' -%}
            {%- do bits.append(
                'case when ' ~ character ~ " between 'A' and 'Z' then " ~ 2 ** position
                ~ ' else 0 end'
            ) -%}
        {%- endfor -%}
        {%- do letters.append(
            "substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', 1 + " ~ bits | join(' + ') ~ ', 1)'
        ) -%}
    {%- endfor -%}
    case
        when {{ expression }} in ('000000000000AAA', '000000000000000AAA', '000000000000000')
            then null
        when length({{ expression }}) = 15 then {{ expression }} || {{ letters | join(' || ') }}
        else {{ expression }}
    end
{%- endmacro %}
