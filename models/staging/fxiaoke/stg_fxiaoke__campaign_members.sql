-- One row per Fxiaoke campaign member (活动成员).
with

export_rows as (
    select * from {{ source('fxiaoke', 'campaign_member') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as campaign_member_id,
        {{ crm_attribution.fxiaoke_lookup_key('marketing_event_id') }} as campaign_id,
        {{ crm_attribution.fxiaoke_key('coalesce(contact_id, leads_id)') }} as person_record_id,
        {{ crm_attribution.fxiaoke_lookup_key('account_id') }} as account_id,
        {{ crm_attribution.fxiaoke_lookup_name('marketing_event_id') }} as campaign_name,
        coalesce(contact_full_name, lead_full_name, full_name) as full_name_hash,
        email as email_hash,
        phone as phone_hash,
        campaign_members_status as member_status,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        coalesce(participate_time_is_date_only, enroll_time_is_date_only)
            as is_first_responded_at_date_only,
        create_time_is_date_only as is_added_at_date_only,
        coalesce(participate_time, enroll_time) as first_responded_at,
        create_time as added_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
