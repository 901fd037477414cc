{#- cumulative_position_share of several weighted positions, or of one and the middle. -#}
{% macro cumulative_roles_share(model, roles, position, length) %}
    {%- set middle = '%.12f' | format(model.weights.get('middle', 0)) ~ 'e0' -%}
    {#- Touchpoints, in all and up to the position, that hold a weighted one, each counted once. -#}
    {%- set held, held_through, present, count, earned = [], [], [], [], [] -%}
    {%- for role in roles -%}
        {%- set once = [] -%}
        {%- for other in roles[:loop.index0] -%}
            {%- do once.append(' and ' ~ role.position ~ ' is distinct from ' ~ other.position) -%}
        {%- endfor -%}
        {%- set is_present = role.position ~ ' is not null' -%}
        {%- set is_reached = 'coalesce(' ~ role.position ~ ' <= ' ~ position ~ ', false)' -%}
        {%- do held.append('cast(' ~ is_present ~ once | join ~ ' as integer)') -%}
        {%- do held_through.append('cast(' ~ is_reached ~ once | join ~ ' as integer)') -%}
        {%- do present.append(
            'case when ' ~ is_present ~ ' then ' ~ role.weight ~ ' else 0e0 end'
        ) -%}
        {%- do count.append('cast(' ~ is_present ~ ' as integer)') -%}
    {%- endfor -%}
    {%- set middle_count = '(' ~ length ~ ' - (' ~ held | join(' + ') ~ '))' -%}
    {%- set middle_through = '(' ~ position ~ ' - (' ~ held_through | join(' + ') ~ '))' -%}
    {%- if model.weights.get('middle', 0) > 0 -%}
        {%- do present.append(
            'case when ' ~ middle_count ~ ' > 0 then ' ~ middle ~ ' else 0e0 end'
        ) -%}
        {%- do count.append('cast(' ~ middle_count ~ ' > 0 as integer)') -%}
    {%- endif -%}
    {#- What the present positions weigh together, and what each has more when the rest is shared
        out evenly. -#}
    {%- set present = '(' ~ present | join(' + ') ~ ')' -%}
    {%- set extra, whole = '', present -%}
    {%- if model.missing_position == 'even' -%}
        {%- set whole = '%.12f' | format(model.weights.values() | sum) ~ 'e0' -%}
        {%- set rest = '(' ~ whole ~ ' - ' ~ present ~ ')' -%}
        {%- set extra = ' + ' ~ rest ~ ' / nullif(' ~ count | join(' + ') ~ ', 0)' -%}
    {%- endif -%}
    {%- for role in roles -%}
        {%- set amount = role.weight ~ extra -%}
        {%- do earned.append(
            'case when ' ~ role.position ~ ' <= ' ~ position ~ ' then ' ~ amount ~ ' else 0e0 end'
        ) -%}
    {%- endfor -%}
    {%- if model.weights.get('middle', 0) > 0 -%}
        {%- set amount = '(' ~ middle ~ extra ~ ') * ' ~ middle_through ~ ' / ' ~ middle_count -%}
        {%- do earned.append(
            'case when ' ~ middle_count ~ ' > 0 then ' ~ amount ~ ' else 0e0 end'
        ) -%}
    {%- endif -%}
    {#- Exactly 1 at the end, whatever the arithmetic of doubles left over. -#}
    case
        when {{ length }} = 0 or {{ present }} = 0e0 then null
        when {{ position }} >= {{ length }} then 1e0
        else ({{ earned | join(' + ') }}) / {{ whole }}
    end
{%- endmacro %}
