-- One row per source system, kind of record and name that campaigns, accounts, opportunities or
-- orders have: how many have it, and the one that does where only one does.
with

{%- set named = [
    (ref('stg_zoho__campaigns'), 'campaign', 'campaign_name', 'campaign_id'),
    (ref('stg_zoho__accounts'), 'account', 'account_name', 'account_id'),
    (ref('stg_zoho__deals'), 'opportunity', 'deal_name', 'opportunity_id'),
    (ref('stg_fxiaoke__marketing_events'), 'campaign', 'campaign_name', 'campaign_id'),
    (ref('stg_fxiaoke__accounts'), 'account', 'account_name', 'account_id'),
    (ref('stg_fxiaoke__new_opportunities'), 'opportunity', 'opportunity_name', 'opportunity_id'),
    (ref('stg_fxiaoke__opportunities'), 'opportunity', 'opportunity_name', 'opportunity_id'),
    (ref('stg_fxiaoke__sales_orders'), 'order', 'order_name', 'order_id'),
    (ref('stg_dynamics__campaigns'), 'campaign', 'campaign_name', 'campaign_id'),
    (ref('stg_dynamics__accounts'), 'account', 'account_name', 'account_id'),
] %}

named as (
    {%- for relation, kind, name, id in named %}
    select
        source_system,
        '{{ kind }}' as record_kind,
        lower(trim({{ name }})) as record_name,
        {{ id }} as record_id
    from {{ relation }}
    {{ 'where not is_void' if 'fxiaoke' in relation.identifier }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

counted as (
    select
        source_system,
        record_kind,
        record_name,
        case when count(distinct record_id) = 1 then min(record_id) end as record_id,
        count(distinct record_id) as record_count
    from named
    where record_name is not null
    group by source_system, record_kind, record_name
)

select * from counted
