{#- CTEs reported and unioned: the campaigns of a CTE described, and those that only reports name. A
    campaign that was deleted since is in no history; its cost still has a channel.
    spend: the platform's conformed spend; campaign_type: the platform's, which its channel follows
    from. -#}
{% macro reported_campaigns(spend, campaign_type) %}
reported as (
    select distinct
        source_system,
        {{ crm_attribution.system_key('source_system', 'native_campaign_id') }} as campaign_id,
        '{{ campaign_type }}' as campaign_type
    from {{ spend }}
    where native_campaign_id is not null
),

unioned as (
    select * from described
    union all by name
    select reported.* from reported
    anti join described on reported.campaign_id = described.campaign_id
)
{%- endmacro %}
