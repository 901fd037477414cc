-- One row per Fxiaoke opportunity and contact that are known.
with

conformed as (
    select
        opportunity_id,
        person_record_id,
        source_system,
        min(role) as role,
        bool_or(is_primary_contact) as is_primary_contact
    from {{ ref('int_fxiaoke__contact_roles_resolved') }}
    where unmatched_reason is null
    group by opportunity_id, person_record_id, source_system
)

select * from conformed
