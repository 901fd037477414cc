{#- cumulative_share of a position-based attribution model in closed form: a position's weight counts
    from that position on, the middle's grows with every touchpoint that holds no weighted position.
    A touchpoint with several positions earns the sum of their weights. The weight of a position that
    the journey lacks goes to those present, pro rata or evenly (missing_position).
    Arguments: model (one entry of attribution_models), position (SQL of an integer), journeys
    (alias). -#}
{% macro cumulative_position_share(model, position, journeys) %}
    {%- set columns = crm_attribution.position_columns(journeys) -%}
    {%- set middle = model.weights.get('middle', 0) -%}
    {%- set total = model.weights.values() | sum -%}
    {%- set roles = [] -%}
    {%- for role, weight in model.weights.items() if role != 'middle' and weight > 0 -%}
        {%- do roles.append({'position': columns[role], 'weight': weight, 'others': roles | map(attribute='position') | list}) -%}
    {%- endfor -%}
    {#- Touchpoints up to a position that hold a weighted position, each counted once. -#}
    {%- set held_through, held = [], [] -%}
    {%- for role in roles -%}
        {%- set distinct = [] -%}
        {%- for other in role.others -%}
            {%- do distinct.append(' and ' ~ role.position ~ ' is distinct from ' ~ other) -%}
        {%- endfor -%}
        {%- do held.append('cast(' ~ role.position ~ ' is not null' ~ distinct | join ~ ' as integer)') -%}
        {%- do held_through.append('cast(coalesce(' ~ role.position ~ ' <= ' ~ position ~ ', false)' ~ distinct | join ~ ' as integer)') -%}
    {%- endfor -%}
    {%- set middle_count = '(' ~ journeys ~ '.journey_length - (' ~ (held | join(' + ') or '0') ~ '))' -%}
    {%- set middle_through = '(' ~ position ~ ' - (' ~ (held_through | join(' + ') or '0') ~ '))' -%}
    {#- What the present positions weigh together, and how many there are. -#}
    {%- set weights, counts, earned = [], [], [] -%}
    {%- for role in roles -%}
        {%- do weights.append('case when ' ~ role.position ~ ' is not null then ' ~ role.weight ~ ' else 0 end') -%}
        {%- do counts.append('cast(' ~ role.position ~ ' is not null as integer)') -%}
    {%- endfor -%}
    {%- if middle > 0 -%}
        {%- do weights.append('case when ' ~ middle_count ~ ' > 0 then ' ~ middle ~ ' else 0 end') -%}
        {%- do counts.append('cast(' ~ middle_count ~ ' > 0 as integer)') -%}
    {%- endif -%}
    {%- set present = '(' ~ weights | join(' + ') ~ ')' -%}
    {%- set extra, whole = '', present -%}
    {%- if model.missing_position == 'even' -%}
        {%- set extra = ' + (' ~ total ~ ' - ' ~ present ~ ') / nullif(' ~ counts | join(' + ') ~ ', 0)' -%}
        {%- set whole = total | string -%}
    {%- endif -%}
    {%- for role in roles -%}
        {%- do earned.append('case when ' ~ role.position ~ ' <= ' ~ position ~ ' then ' ~ role.weight ~ extra ~ ' else 0 end') -%}
    {%- endfor -%}
    {%- if middle > 0 -%}
        {%- do earned.append(
            'case when ' ~ middle_count ~ ' > 0 then (' ~ middle ~ extra ~ ') * ' ~ middle_through ~ ' / ' ~ middle_count ~ ' else 0 end'
        ) -%}
    {%- endif -%}
    {#- Exactly 1 at the end, whatever the arithmetic of doubles left over. -#}
    case
        when {{ journeys }}.journey_length = 0 or {{ present }} = 0 then null
        when {{ position }} >= {{ journeys }}.journey_length then 1.0
        else ({{ earned | join(' + ') }}) / {{ whole }}
    end
{%- endmacro %}
