-- One row per exported contact of a Zoho deal, with the deal and the person it means or the reason
-- why they cannot be told.
with

roles as (
    select * from {{ ref('stg_zoho__deal_contact_roles') }}
),

resolved as (
    select
        roles.source_system,
        coalesce(roles.opportunity_id, deal_names.record_id) as opportunity_id,
        coalesce(roles.person_record_id, person_names.person_record_id) as person_record_id,
        roles.role,
        roles.file_name,
        roles.row_number,
        case
            when coalesce(roles.opportunity_id, deal_names.record_id, roles.deal_name) is null
                then 'no deal named'
            when coalesce(roles.opportunity_id, deal_names.record_id) is null
                then
                    case
                        when deal_names.record_count > 1 then 'several deals'
                        else 'no such deal'
                    end
            when coalesce(roles.person_record_id, person_names.person_record_id) is not null
                then null
            when roles.contact_full_name_hash is null then 'no name'
            when person_names.person_count > 1 then 'several people'
            else 'no such name'
        end as unmatched_reason
    from roles
    {{ crm_attribution.named_record('deal_names', 'roles', 'opportunity', 'deal_name') }}
    {{ crm_attribution.named_person('person_names', 'roles', 'contact_full_name_hash') }}
)

select * from resolved
