-- One row per Fxiaoke lead (销售线索).
with

export_rows as (
    select * from {{ source('fxiaoke', 'lead') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as person_record_id,
        {{ crm_attribution.fxiaoke_key('collected_to') }} as merged_into_record_id,
        {{ crm_attribution.fxiaoke_key('contact_id') }} as converted_to_record_id,
        {{ crm_attribution.fxiaoke_lookup_key('account_id') }} as account_id,
        {{ crm_attribution.fxiaoke_key('new_opportunity_id') }} as converted_opportunity_id,
        {{ crm_attribution.fxiaoke_lookup_key('marketing_event_id') }} as campaign_id,
        {{ crm_attribution.fxiaoke_lookup_name('account_id') }} as account_name,
        {{ crm_attribution.fxiaoke_lookup_name('marketing_event_id') }} as campaign_name,
        full_name as full_name_hash,
        cast(null as varchar) as last_name_hash,
        email as email_hash,
        email_domain,
        mobile as phone_hash,
        source as lead_source,
        biz_status as lead_status,
        leads_stage,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        leads_stage_changed_time as stage_entered_at,
        transform_time as converted_at,
        create_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
