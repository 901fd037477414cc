{#- CTEs that give each landed row its `rejections`, and the select that ends them. -#}
{% macro reject_rows(landed, contract) %}
    {%- set keys = contract | selectattr('is_key') | map(attribute='name') | list -%}
    {%- set checks = crm_attribution.cell_checks(contract) -%}
    {%- set any_check_fails = '(' ~ checks | map(attribute='condition') | join(') or (') ~ ')' -%}
    checked as not materialized (
        select
            *,
            {# The list is built for the few rows that fail a check, not for the many that pass. -#}
            case
                when {{ any_check_fails }}
                    then list_filter([
                        {% for check in checks -%}
                        case when {{ check.condition }} then {
                            'column_name': '{{ check.column }}',
                            'value': {{ check.value }},
                            'reason': '{{ check.reason }}'
                        } end,
                        {% endfor -%}
                    ], lambda rejection: rejection is not null)
            end as cell_rejections
        from {{ landed }}
    ),
    {% if keys -%}
    {#- An aggregate of repeated keys and a join with the few it finds is far cheaper, at ten
        million rows, than numbering every row within its key. -#}
    repeated_keys as (
        select source_system, {{ keys | join(', ') }}
        from {{ landed }}
        where {{ keys[0] }} is not null
        group by all
        having count(*) > 1
    ),
    {# A row that is out already takes no key from the one that corrects it. -#}
    first_rows as (
        select
            source_system,
            {{ keys | join(', ') }},
            min({'file_name': file_name, 'row_number': row_number}) as first_row
        from checked
        semi join repeated_keys {{ crm_attribution.on_keys('checked', 'repeated_keys', keys) }}
        where cell_rejections is null
        group by all
    ),
    {% endif -%}
    judged as (
        select
            checked.* exclude (cell_rejections),
            {% if keys -%}
            case
                when
                    cell_rejections is null
                    and first_rows.first_row
                    != {'file_name': checked.file_name, 'row_number': checked.row_number}
                    then [{
                        'column_name': '{{ keys[0] }}',
                        'value': checked.{{ keys[0] }},
                        'reason': 'an earlier row has this key'
                    }]
                else cell_rejections
            end as rejections
            {%- else -%}
            cell_rejections as rejections
            {%- endif %}
        from checked
        {%- if keys %}
        left join first_rows {{ crm_attribution.on_keys('checked', 'first_rows', keys) }}
        {%- endif %}
    )
    select
        * {% for column in contract if not column.is_text -%}
            {{ 'exclude (' if loop.first }}{{ column.name }}__uncast{{ ')' if loop.last else ', ' }}
        {%- endfor %},
        rejections is null as is_staged
    from judged
{% endmacro %}
