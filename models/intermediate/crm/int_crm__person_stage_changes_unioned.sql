-- One row per lifecycle stage or lead status that a person record of any source system reached.
with

unioned as (
    {{ crm_attribution.union_conformed([
        ref('stg_neutral__person_stage_changes'),
        ref('int_salesforce__person_stage_changes_conformed'),
        ref('int_hubspot__person_stage_changes_conformed'),
        ref('int_fxiaoke__person_stage_changes_conformed'),
        ref('int_marketo__person_stage_changes_conformed'),
        ref('int_pardot__person_stage_changes_conformed'),
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
