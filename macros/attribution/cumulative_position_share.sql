{#- cumulative_share of a position-based attribution model, in closed form. -#}
{% macro cumulative_position_share(model, position, journeys) %}
    {%- set columns = crm_attribution.position_columns(journeys) -%}
    {%- set roles = [] -%}
    {%- for role, weight in model.weights.items() if role != 'middle' and weight > 0 -%}
        {%- do roles.append({
            'position': columns[role], 'weight': '%.12f' | format(weight) ~ 'e0',
        }) -%}
    {%- endfor -%}
    {%- set length = journeys ~ '.journey_length' -%}
    {%- if model.weights.get('middle', 0) == 0 and roles | length == 1 -%}
        {#- One touchpoint takes all: the general form below would say the same at more cost. -#}
        case
            when {{ length }} = 0 or {{ roles[0].position }} is null then null
            when {{ roles[0].position }} <= {{ position }} then 1e0
            else 0e0
        end
    {%- elif not roles -%}
        {{ position }} / nullif({{ length }}, 0)
    {%- else -%}
        {{ crm_attribution.cumulative_roles_share(model, roles, position, length) }}
    {%- endif -%}
{% endmacro %}
