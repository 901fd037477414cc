-- One row per exported contact of a Fxiaoke opportunity (商机联系人), with the opportunity and the
-- person it means or the reason why they cannot be told.
with

roles as (
    select * from {{ ref('stg_fxiaoke__new_opportunity_contacts') }}
),

resolved as (
    select
        roles.source_system,
        coalesce(roles.opportunity_id, opportunities.record_id) as opportunity_id,
        coalesce(roles.person_record_id, persons.person_record_id) as person_record_id,
        roles.role,
        roles.is_primary_contact,
        roles.file_name,
        roles.row_number,
        case
            when roles.is_void then 'void'
            when coalesce(roles.opportunity_id, roles.opportunity_name) is null
                then 'no deal named'
            when opportunities.record_count > 1 then 'several deals'
            when coalesce(roles.opportunity_id, opportunities.record_id) is null
                then 'no such deal'
            when coalesce(roles.person_record_id, persons.person_record_id) is not null then null
            when roles.full_name_hash is null then 'no name'
            when persons.person_count > 1 then 'several people'
            else 'no such name'
        end as unmatched_reason
    from roles
    {{ crm_attribution.named_record('opportunities', 'roles', 'opportunity', 'opportunity_name') }}
    {{ crm_attribution.named_person('persons', 'roles', 'full_name_hash') }}
)

select * from resolved
