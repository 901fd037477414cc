{#- The positions that a touchpoint holds. Example: first + lead_creation. -#}
{% macro position_role(position, journeys) %}
    {%- set columns = crm_attribution.position_columns(journeys) -%}
    coalesce(nullif(concat_ws(
        ' + '
        {%- for role in ['first', 'lead_creation', 'opportunity_creation', 'closing', 'last'] %},
        case when {{ position }} = {{ columns[role] }} then '{{ role }}' end
        {%- endfor %}
    ), ''), 'middle')
{%- endmacro %}
