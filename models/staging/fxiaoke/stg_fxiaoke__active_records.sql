-- One row per Fxiaoke sales record (销售记录).
with

export_rows as (
    select * from {{ source('fxiaoke', 'active_record') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as activity_id,
        {{ crm_attribution.fxiaoke_key('coalesce(contact_id, leads_id)') }} as person_record_id,
        {{ crm_attribution.fxiaoke_lookup_key('account_id') }} as account_id,
        {{ crm_attribution.fxiaoke_lookup_key('new_opportunity_id') }} as opportunity_id,
        {{ crm_attribution.fxiaoke_lookup_name('account_id') }} as account_name,
        {{ crm_attribution.fxiaoke_lookup_name('new_opportunity_id') }} as opportunity_name,
        coalesce(contact_full_name, lead_full_name) as full_name_hash,
        active_record_type,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        coalesce(active_time_is_date_only, create_time_is_date_only)
            as is_touched_at_date_only,
        coalesce(active_time, create_time) as touched_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
