{#- A Salesforce id in its 18-character form: exports mix it with the 15-character one, which lacks a
    checksum of three letters, one per five characters, that tell which of them are capitals.
    Arguments: expression (SQL of text). Example: 001A0000006Vm9r -> 001A0000006Vm9rIAC. -#}
{% macro salesforce_id(expression) %}
    {%- set letters = [] -%}
    {%- for group in range(3) -%}
        {%- set bits = [] -%}
        {%- for position in range(5) -%}
            {%- set character = 'substr(' ~ expression ~ ', ' ~ (group * 5 + position + 1) ~ ', 1)' -%}
            {%- do bits.append('case when ' ~ character ~ " between 'A' and 'Z' then " ~ 2 ** position ~ ' else 0 end') -%}
        {%- endfor -%}
        {%- do letters.append("substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', 1 + " ~ bits | join(' + ') ~ ', 1)') -%}
    {%- endfor -%}
    case when length({{ expression }}) = 15 then {{ expression }} || {{ letters | join(' || ') }} else {{ expression }} end
{%- endmacro %}
