{#- The attribution models of the seed, checked.
    Example: [{'name': 'linear', 'family': 'position', 'weights': {'middle': 1.0}, …}, …]. -#}
{% macro attribution_models() %}
    {#- Named before the guard: dbt learns a model's parents while parsing. -#}
    {%- set seed = ref('attribution_models') -%}
    {%- set models = [] -%}
    {%- if not execute -%}{{ return(models) }}{%- endif -%}
    {%- set query -%}
        select
            attribution_model, family, position_weights, channel_weights, campaign_type_weights,
            half_life_days, missing_position
        from {{ seed }}
        order by attribution_model
    {%- endset -%}
    {%- set weighted = namespace(count=0) -%}
    {%- for row in run_query(query) -%}
        {%- set model = crm_attribution.parse_attribution_model(row) -%}
        {%- if model.name in models | map(attribute='name') | list -%}
            {%- do exceptions.raise_compiler_error(
                "seed attribution_models: '" ~ model.name ~ "' stands twice. Allowed: one row per attribution model."
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
