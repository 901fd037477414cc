-- One row per source system, object, field and option that Fxiaoke records hold, with its label and
-- what this project makes of it.
with

{%- set coded = [
    (ref('stg_fxiaoke__marketing_events'), 'MarketingEventObj', 'event_type', 'event_type'),
    (ref('stg_fxiaoke__campaign_members'), 'CampaignMembersObj', 'campaign_members_status',
        'member_status'),
    (ref('stg_fxiaoke__leads'), 'LeadsObj', 'source', 'lead_source'),
    (ref('stg_fxiaoke__leads'), 'LeadsObj', 'leads_stage', 'leads_stage'),
    (ref('stg_fxiaoke__contacts'), 'ContactObj', 'source', 'lead_source'),
    (ref('stg_fxiaoke__accounts'), 'AccountObj', 'account_type', 'account_type'),
    (ref('stg_fxiaoke__accounts'), 'AccountObj', 'industry_level1', 'industry'),
    (ref('stg_fxiaoke__new_opportunities'), 'NewOpportunityObj', 'sales_stage', 'sales_stage'),
    (ref('stg_fxiaoke__new_opportunities'), 'NewOpportunityObj', 'sales_status', 'sales_status'),
    (ref('stg_fxiaoke__new_opportunities'), 'NewOpportunityObj', 'source', 'lead_source'),
    (ref('stg_fxiaoke__opportunities'), 'OpportunityObj', 'oppo_stage_id', 'sales_stage'),
    (ref('stg_fxiaoke__opportunities'), 'OpportunityObj', 'status', 'sales_status'),
    (ref('stg_fxiaoke__opportunity_stage_changes'), 'NewOpportunityObj', 'sales_stage',
        'sales_stage'),
    (ref('stg_fxiaoke__active_records'), 'ActiveRecordObj', 'active_record_type',
        'active_record_type'),
    (ref('stg_fxiaoke__behavior_records'), 'BehaviorRecordObj', 'action_type', 'action_type'),
] %}

held as (
    {%- for relation, object, field, column in coded %}
    select distinct
        source_system,
        '{{ object }}' as object_api_name,
        '{{ field }}' as field_api_name,
        {{ column }} as option_value
    from {{ relation }}
    where {{ column }} is not null
    {{ 'union' if not loop.last }}
    {%- endfor %}
),

exported as (
    select * from {{ ref('stg_fxiaoke__field_options') }}
),

-- The seed knows an option by its label, and where Fxiaoke fixes it by its value, too.
known as (
    select
        object_api_name,
        field_api_name,
        option_value as option_key,
        option_label,
        meaning
    from {{ ref('fxiaoke_option_labels') }}
    where option_value is not null
    union all
    select
        object_api_name,
        field_api_name,
        option_label as option_key,
        option_label,
        meaning
    from {{ ref('fxiaoke_option_labels') }}
),

-- A sheet holds the label where a record of the API holds the value.
labelled as (
    select
        held.source_system,
        held.object_api_name,
        held.field_api_name,
        held.option_value,
        coalesce(exported.option_label, by_value.option_label, held.option_value) as option_label,
        coalesce(by_label.meaning, by_value.meaning) as meaning
    from held
    left join exported
        on
            held.source_system = exported.source_system
            and held.object_api_name = exported.object_api_name
            and held.field_api_name = exported.field_api_name
            and held.option_value = exported.option_value
    left join known as by_value
        on
            held.object_api_name = by_value.object_api_name
            and held.field_api_name = by_value.field_api_name
            and held.option_value = by_value.option_key
    left join known as by_label
        on
            held.object_api_name = by_label.object_api_name
            and held.field_api_name = by_label.field_api_name
            and exported.option_label = by_label.option_key
)

select * from labelled
