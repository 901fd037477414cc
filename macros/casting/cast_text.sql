{#- Casts raw text to a contract's type; null where it cannot be read. -#}
{% macro cast_text(raw, type) %}
    {%- if type == 'timestamp' -%}
        {{ return(crm_attribution.text_to_utc(raw)) }}
    {%- elif type == 'date' -%}
        {{ return('try_cast(' ~ raw ~ ' as date)') }}
    {%- elif type == 'boolean' -%}
        {{ return(
            'case when lower(' ~ raw ~ ") in ('1', 'true', 't', 'yes', 'y') then true "
            ~ 'when lower(' ~ raw ~ ") in ('0', 'false', 'f', 'no', 'n') then false end"
        ) }}
    {%- elif type == 'decimal' -%}
        {{ return('try_cast(' ~ raw ~ ' as decimal(28, 10))') }}
    {%- elif type == 'integer' -%}
        {{ return('try_cast(' ~ raw ~ ' as bigint)') }}
    {%- endif -%}
    {%- do exceptions.raise_compiler_error(
        "source column data_type '" ~ type ~ "' is unknown. "
        ~ 'Allowed: text, id, email, timestamp, date, boolean, decimal, integer.'
    ) -%}
{% endmacro %}
