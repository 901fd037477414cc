{#- Stops the build when a weight names a channel or campaign type that nobody knows. -#}
{% macro assert_weight_keys(models, channels, campaigns) %}
    {%- set rules = ref('channel_rules') -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set queries = {
        'channel':
            'select channel from ' ~ rules ~ ' union select channel from ' ~ channels
            ~ ' order by 1',
        'campaign_type':
            'select distinct campaign_type from ' ~ campaigns
            ~ ' where campaign_type is not null order by 1',
    } -%}
    {%- for model in models if model.family in queries -%}
        {%- set known = run_query(queries[model.family]).columns[0].values() | list -%}
        {%- for key in model.weights if key != '*' and key not in known -%}
            {%- do exceptions.raise_compiler_error(
                "seed attribution_models, '" ~ model.name ~ "': " ~ model.family ~ " '" ~ key
                ~ "' is unknown. Allowed: * (any other), " ~ known | join(', ') ~ '.'
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return('') }}
{% endmacro %}
