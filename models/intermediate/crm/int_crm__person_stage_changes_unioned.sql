-- One row per lifecycle stage or lead status that a person record of any source system reached.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__person_stage_changes',
        'int_salesforce__person_stage_changes_conformed',
        'int_hubspot__person_stage_changes_conformed',
        'int_fxiaoke__person_stage_changes_conformed',
        'int_marketo__person_stage_changes_conformed',
        'int_pardot__person_stage_changes_conformed',
    ]) }}
),

listed as (
    select
        person_record_id,
        source_system,
        stage_name,
        entered_at
    from unioned
)

select * from listed
