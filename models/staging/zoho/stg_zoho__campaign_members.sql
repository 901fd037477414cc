-- One row per exported row that puts a person into a Zoho campaign.
with

export_rows as (
    select * from {{ source('zoho', 'campaign_member') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_lookup_key('campaign_id', 'campaign_name') }} as campaign_id,
        {{ crm_attribution.zoho_key('member_id') }} as person_record_id,
        {{ crm_attribution.zoho_lookup_name('campaign_name') }} as campaign_name,
        full_name as full_name_hash,
        last_name as last_name_hash,
        email as email_hash,
        member_status,
        responded_time_is_date_only as is_first_responded_at_date_only,
        created_time_is_date_only as is_added_at_date_only,
        responded_time as first_responded_at,
        created_time as added_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
