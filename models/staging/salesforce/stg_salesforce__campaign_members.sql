-- One row per Salesforce campaign member.
with

export_rows as (
    select * from {{ source('salesforce', 'campaign_member') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_member_id,
        {{ crm_attribution.system_key('source_system', 'campaign_id') }} as campaign_id,
        {{ crm_attribution.system_key('source_system', 'coalesce(contact_id, lead_id)') }}
            as person_record_id,
        status as member_status,
        has_responded,
        first_responded_date as first_responded_at,
        first_responded_date_is_date_only as is_first_responded_at_date_only,
        created_date as added_at,
        created_date_is_date_only as is_added_at_date_only,
        file_name,
        row_number
    from export_rows
)

select * from renamed
