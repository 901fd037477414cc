{#- The attribution models of a relation or file with the columns of the seed. -#}
{% macro read_attribution_models(rules) %}
    {%- set models = [] -%}
    {%- set query -%}
        select
            attribution_model, family, position_weights, channel_weights, campaign_type_weights,
            try_cast(half_life_days as decimal(9, 4)), missing_position
        from {{ rules }}
        order by attribution_model
    {%- endset -%}
    {%- set weighted = namespace(count=0) -%}
    {%- for row in run_query(query) -%}
        {%- set model = crm_attribution.parse_attribution_model(row) -%}
        {%- if model.name in models | map(attribute='name') | list -%}
            {%- do exceptions.raise_compiler_error(
                "seed attribution_models: '" ~ model.name
                ~ "' stands twice. Allowed: one row per attribution model."
            ) -%}
        {%- endif -%}
        {%- if model.family in ['time_decay', 'channel', 'campaign_type'] -%}
            {%- set weighted.count = weighted.count + 1 -%}
            {%- do model.update({'weight_index': weighted.count}) -%}
        {%- endif -%}
        {%- do models.append(model) -%}
    {%- endfor -%}
    {{ return(models) }}
{% endmacro %}
