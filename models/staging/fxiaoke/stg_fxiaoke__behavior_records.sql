-- One row per Fxiaoke behaviour record (行为记录).
with

export_rows as (
    select * from {{ source('fxiaoke', 'behavior_record') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as touchpoint_id,
        {{ crm_attribution.fxiaoke_key('coalesce(contact_id, leads_id)') }} as person_record_id,
        {{ crm_attribution.fxiaoke_lookup_key('account_id') }} as account_id,
        {{ crm_attribution.fxiaoke_lookup_key('marketing_event_id') }} as campaign_id,
        {{ crm_attribution.fxiaoke_key('campaign_members_id') }} as campaign_member_id,
        {{ crm_attribution.fxiaoke_lookup_name('account_id') }} as account_name,
        {{ crm_attribution.fxiaoke_lookup_name('marketing_event_id') }} as campaign_name,
        coalesce(contact_full_name, lead_full_name) as full_name_hash,
        email as email_hash,
        action_type,
        content_name as content,
        url as landing_page,
        channel_value as medium,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        coalesce(action_time_is_date_only, create_time_is_date_only)
            as is_touched_at_date_only,
        coalesce(action_time, create_time) as touched_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
