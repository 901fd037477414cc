-- One row per staged change or contact of a Zoho deal that names a record which cannot be told.
with

stage_changes as (
    select
        source_system,
        'deal_stage_history' as entity,
        file_name,
        row_number,
        unmatched_reason
    from {{ ref('int_zoho__stage_changes_resolved') }}
    where unmatched_reason is not null
),

contact_roles as (
    select
        source_system,
        'deal_contact_role' as entity,
        file_name,
        row_number,
        unmatched_reason
    from {{ ref('int_zoho__contact_roles_resolved') }}
    where unmatched_reason is not null
),

unioned as (
    select * from stage_changes
    union all
    select * from contact_roles
)

select * from unioned
