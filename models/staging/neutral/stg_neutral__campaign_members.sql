-- One row per neutral campaign member.
with

export_rows as (
    select * from {{ source('neutral', 'campaign_members') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'campaign_member_id') }}
            as campaign_member_id,
        {{ crm_attribution.system_key('source_system', 'campaign_id') }} as campaign_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        member_status,
        has_responded,
        first_responded_at,
        first_responded_at_is_date_only as is_first_responded_at_date_only,
        added_at,
        added_at_is_date_only as is_added_at_date_only,
        file_name,
        row_number
    from export_rows
)

select * from renamed
