{#- Select items for one cell of an export: its value, and what of it cannot be cast. -#}
{% macro cast_cell(expression, source_type, column) %}
    {%- set name = column.name -%}
    {%- set raw = crm_attribution.clean_text(expression) if expression
        else 'cast(null as varchar)' -%}
    {%- set is_native = source_type is not none and source_type != 'VARCHAR' -%}
    {%- if column.type == 'person_id' -%}
        {#- A system that knows people by their address must not carry it past here. -#}
        case
            when strpos({{ raw }}, '@') > 0 then {{ crm_attribution.hash_email(raw) }}
            else {{ raw }}
        end as {{ name }}
    {%- elif column.type == 'url' -%}
        {{ crm_attribution.mask_addresses(raw) }} as {{ name }}
    {%- elif column.type == 'id' -%}
        {{ crm_attribution.salesforce_id(raw) }} as {{ name }}
    {%- elif column.is_text and column.default -%}
        coalesce({{ raw }}, {{ crm_attribution.text_list([column.default]) }}) as {{ name }}
    {%- elif column.is_text -%}
        {{ raw }} as {{ name }}
    {%- elif column.type == 'email' -%}
        {{ crm_attribution.hash_email(raw) }} as {{ name }},
        cast(null as varchar) as {{ name }}__uncast
    {%- elif column.type == 'timestamp' and is_native and source_type.startswith('TIMESTAMP') -%}
        {{ crm_attribution.native_timestamp_to_utc(expression, source_type) }} as {{ name }},
        false as {{ name }}_is_date_only,
        cast(null as varchar) as {{ name }}__uncast
    {%- else -%}
        {%- set value = crm_attribution.cast_text(raw, column.type) -%}
        {{ value }} as {{ name }},
        {% if column.type == 'timestamp' -%}
        length({{ raw }}) <= 10 as {{ name }}_is_date_only,
        {% endif -%}
        case when {{ value }} is null then {{ raw }} end as {{ name }}__uncast
    {%- endif -%}
{% endmacro %}
