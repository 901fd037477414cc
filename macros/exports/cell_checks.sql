{#- What a row's own cells can be rejected for.
    Example: [{'condition': 'id is null', 'column': 'id', 'value': 'null', 'reason': '…'}, …]. -#}
{% macro cell_checks(contract) %}
    {%- set checks = [] -%}
    {%- for column in contract -%}
        {%- set uncast = column.name ~ '__uncast' -%}
        {%- if not column.is_text -%}
            {%- do checks.append({
                'condition': uncast ~ ' is not null', 'column': column.name, 'value': uncast,
                'reason': 'cannot be read as ' ~ column.type,
            }) -%}
        {%- endif -%}
        {%- if column.is_required -%}
            {%- do checks.append({
                'condition': column.name ~ ' is null'
                    ~ (' and ' ~ uncast ~ ' is null' if not column.is_text else ''),
                'column': column.name, 'value': 'null', 'reason': 'required value is missing',
            }) -%}
        {%- endif -%}
        {%- if column.is_deleted_flag -%}
            {%- do checks.append({
                'condition': column.name
                    ~ (' and ' ~ column.kept_if ~ ' is null' if column.kept_if else ''),
                'column': column.name, 'value': 'cast(' ~ column.name ~ ' as varchar)',
                'reason': 'deleted in the source system',
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(checks) }}
{% endmacro %}
