-- One row per opportunity of any source system, as it was exported.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__opportunities',
        'int_salesforce__opportunities_conformed',
        'int_hubspot__opportunities_conformed',
        'int_zoho__opportunities_conformed',
        'int_fxiaoke__opportunities_conformed',
        'int_dynamics__opportunities_conformed',
        'stg_marketo__opportunities',
        'int_pardot__opportunities_conformed',
    ]) }}
),

listed as (
    select
        opportunity_id,
        source_system,
        account_id,
        person_record_id,
        primary_campaign_id,
        stage_name,
        opportunity_type,
        lead_source,
        currency_code,
        amount,
        win_probability,
        loss_reason,
        is_closed,
        is_won,
        created_at,
        closed_at
    from unioned
)

select * from listed
