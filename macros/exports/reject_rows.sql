{#- The CTEs and select that give each landed row the reasons why it cannot be staged. -#}
{% macro reject_rows(landed, contract) %}
    {%- set keys = contract | selectattr('is_key') | map(attribute='name') | list -%}
    {%- set checks = [] -%}
    {%- for column in contract -%}
        {%- if not column.is_text -%}
            {%- do checks.append(['landed.' ~ column.name ~ '__uncast is not null', column.name, 'landed.' ~ column.name ~ '__uncast',
                'cannot be read as ' ~ column.type]) -%}
        {%- endif -%}
        {%- if column.is_required -%}
            {%- set uncast = ' and landed.' ~ column.name ~ '__uncast is null' if not column.is_text else '' -%}
            {%- do checks.append(['landed.' ~ column.name ~ ' is null' ~ uncast, column.name, 'null', 'required value is missing']) -%}
        {%- endif -%}
        {%- if column.is_deleted_flag -%}
            {%- set unless = ' and landed.' ~ column.kept_if ~ ' is null' if column.kept_if else '' -%}
            {%- do checks.append(['landed.' ~ column.name ~ unless, column.name, 'cast(landed.' ~ column.name ~ ' as varchar)', 'deleted in the source system']) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if keys -%}
    {#- An aggregate of repeated keys and a join with the few it finds is far cheaper, at ten million
        rows, than numbering every row within its key. -#}
    repeated_keys as (
        select source_system, {{ keys | join(', ') }}
        from {{ landed }}
        where {{ keys[0] }} is not null
        group by all
        having count(*) > 1
    ),
    first_rows as (
        select
            source_system,
            {{ keys | join(', ') }},
            min({'file_name': file_name, 'row_number': row_number}) as first_row
        from {{ landed }}
        semi join repeated_keys {{ crm_attribution.on_keys(landed, 'repeated_keys', keys) }}
        group by all
    ),
    {%- do checks.append([
        'first_rows.first_row is not null and first_rows.first_row != '
        ~ "{'file_name': landed.file_name, 'row_number': landed.row_number}",
        keys[0], 'landed.' ~ keys[0], 'an earlier row has this key']) -%}
    {%- endif %}
    checked as (
        select
            landed.*,
            {# The list is built for the few rows that fail a check, not for the many that pass. -#}
            case
                when {% for check in checks %}({{ check[0] }}){{ ' or ' if not loop.last }}{% endfor %}
                    then list_filter([
                        {% for condition, column, value, reason in checks -%}
                        case when {{ condition }} then {'column_name': '{{ column }}', 'value': {{ value }}, 'reason': '{{ reason }}'} end,
                        {% endfor -%}
                    ], lambda rejection: rejection is not null)
            end as rejections
        from {{ landed }} as landed
        {%- if keys %}
        left join first_rows {{ crm_attribution.on_keys('landed', 'first_rows', keys) }}
        {%- endif %}
    )
    select
        * {% for column in contract if not column.is_text -%}
            {{ 'exclude (' if loop.first }}{{ column.name }}__uncast{{ ')' if loop.last else ', ' }}
        {%- endfor %},
        rejections is null as is_staged
    from checked
{% endmacro %}
