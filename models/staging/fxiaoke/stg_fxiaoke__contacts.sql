-- One row per Fxiaoke contact (联系人).
with

export_rows as (
    select * from {{ source('fxiaoke', 'contact') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as person_record_id,
        {{ crm_attribution.fxiaoke_lookup_key('account_id') }} as account_id,
        {{ crm_attribution.fxiaoke_lookup_name('account_id') }} as account_name,
        full_name as full_name_hash,
        cast(null as varchar) as last_name_hash,
        email as email_hash,
        email_domain,
        mobile as phone_hash,
        source as lead_source,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        create_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
