{#- CTE staged: the key of every touchpoint that fct_touchpoints should hold, once per source. -#}
{% macro staged_touchpoints() %}
{%- set kind_added = "source_system || '|%s' || substr(%s, length(source_system) + 1)" -%}
staged as (
    {% for model, key, kind in [
        ('int_crm__campaign_members_unioned', 'campaign_member_id', 'campaign_member'),
        ('int_crm__activities_unioned', 'activity_id', 'activity'),
    ] -%}
    select {{ kind_added % (kind, key) }} as touchpoint_id
    from {{ ref(model) }}
    union all
    {% endfor -%}
    select touchpoint_id from {{ ref('int_crm__touchpoints_stacked') }}
)
{%- endmacro %}
