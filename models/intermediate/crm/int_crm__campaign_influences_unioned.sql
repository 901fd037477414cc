-- One row per credit that a source system itself gave a campaign for an opportunity.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__campaign_influences',
        'int_salesforce__campaign_influences_conformed',
    ]) }}
),

listed as (
    select
        influence_id,
        source_system,
        campaign_id,
        opportunity_id,
        person_record_id,
        influence_model,
        influence_share,
        influence_amount
    from unioned
)

select * from listed
