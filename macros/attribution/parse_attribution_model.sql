{#- One row of the seed attribution_models as a dictionary. -#}
{% macro parse_attribution_model(row) %}
    {%- set name = row[0] -%}
    {%- set where = "seed attribution_models, '" ~ name ~ "'" -%}
    {%- set family = row[1] -%}
    {%- set families = {
        'position': row[2],
        'channel': row[3],
        'campaign_type': row[4],
        'time_decay': none,
        'influence': none,
    } -%}
    {%- if not modules.re.match('^[a-z][a-z0-9_]*$', name or '') -%}
        {%- do exceptions.raise_compiler_error(
            where ~ ': the name is not one. Allowed: lower-case letters, digits and "_".'
        ) -%}
    {%- elif family not in families -%}
        {%- do exceptions.raise_compiler_error(
            where ~ ": family '" ~ family ~ "' is unknown. Allowed: "
            ~ families.keys() | join(', ') ~ '.'
        ) -%}
    {%- elif row[6] not in ['pro_rata', 'even'] -%}
        {%- do exceptions.raise_compiler_error(
            where ~ ": missing_position '" ~ row[6] ~ "' is unknown. Allowed: pro_rata, even."
        ) -%}
    {%- elif family == 'time_decay' and (row[5] is none or row[5] <= 0) -%}
        {%- do exceptions.raise_compiler_error(
            where ~ ": half_life_days '" ~ row[5]
            ~ "' is not a time. Allowed: a number of days above 0."
        ) -%}
    {%- endif -%}
    {%- set weights = crm_attribution.parse_weights(families[family], where) -%}
    {%- if family in ['position', 'channel', 'campaign_type'] and not weights -%}
        {%- do exceptions.raise_compiler_error(
            where ~ ': family ' ~ family ~ ' needs ' ~ family
            ~ '_weights, which is empty. Allowed: name=number entries, separated by ";".'
        ) -%}
    {%- endif -%}
    {%- if family == 'position' -%}
        {%- set roles = crm_attribution.position_columns('journeys').keys() | list + ['middle'] -%}
        {%- for role in weights if role not in roles -%}
            {%- do exceptions.raise_compiler_error(
                where ~ ": position role '" ~ role ~ "' is unknown. Allowed: "
                ~ roles | join(', ') ~ '.'
            ) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return({
        'name': name, 'family': family, 'weights': weights, 'half_life_days': row[5],
        'missing_position': row[6], 'weight_index': none,
    }) }}
{% endmacro %}
