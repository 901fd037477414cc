-- One row per source system, table, column and option that Dynamics records hold, with its label.
with

{%- set coded = [
    (ref('stg_dynamics__campaigns'), 'campaign', 'typecode', 'type_option'),
    (ref('stg_dynamics__campaign_responses'), 'campaignresponse', 'responsecode',
        'response_option'),
    (ref('stg_dynamics__leads'), 'lead', 'leadsourcecode', 'source_option'),
    (ref('stg_dynamics__contacts'), 'contact', 'leadsourcecode', 'source_option'),
    (ref('stg_dynamics__accounts'), 'account', 'customertypecode', 'type_option'),
    (ref('stg_dynamics__accounts'), 'account', 'industrycode', 'industry_option'),
    (ref('stg_dynamics__opportunities'), 'opportunity', 'statuscode', 'status_option'),
    (ref('stg_dynamics__opportunities'), 'opportunity', 'salesstage', 'stage_option'),
] %}

held as (
    {%- for relation, entity, option_set, column in coded %}
    select distinct
        source_system,
        '{{ entity }}' as entity_name,
        '{{ option_set }}' as option_set_name,
        {{ column }} as option_value
    from {{ relation }}
    where {{ column }} is not null
    {{ 'union' if not loop.last }}
    {%- endfor %}
),

exported as (
    select * from {{ ref('stg_dynamics__option_labels') }}
),

shipped as (
    select * from {{ ref('dynamics_option_labels') }}
),

-- A sheet holds the label where a table holds the number: then it is its own label.
labelled as (
    select
        held.source_system,
        held.entity_name,
        held.option_set_name,
        held.option_value,
        coalesce(exported.option_label, shipped.option_label, held.option_value) as option_label
    from held
    left join exported
        on
            held.source_system = exported.source_system
            and held.entity_name = exported.entity_name
            and held.option_set_name = exported.option_set_name
            and held.option_value = exported.option_value
    left join shipped
        on
            held.entity_name = shipped.entity_name
            and held.option_set_name = shipped.option_set_name
            and held.option_value = shipped.option_value
)

select * from labelled
