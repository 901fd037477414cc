-- One row per sales activity (call, mail, meeting, task) of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'int_neutral__activities_conformed',
        'int_salesforce__activities_conformed',
        'int_hubspot__activities_conformed',
        'int_zoho__activities_conformed',
        'int_fxiaoke__activities_conformed',
        'int_dynamics__activities_conformed',
    ]) }}
),

listed as (
    select
        activity_id,
        source_system,
        person_record_id,
        related_record_id,
        account_id,
        touchpoint_type,
        has_responded,
        is_touched_at_date_only,
        touched_at
    from unioned
)

select * from listed
