-- One row per change of an opportunity of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__stage_changes',
        'stg_salesforce__opportunity_history',
        'int_hubspot__stage_changes_conformed',
        'int_zoho__stage_changes_conformed',
        'int_fxiaoke__stage_changes_conformed',
    ]) }}
),

listed as (
    select
        opportunity_id,
        source_system,
        stage_name,
        amount,
        entered_at
    from unioned
)

select * from listed
