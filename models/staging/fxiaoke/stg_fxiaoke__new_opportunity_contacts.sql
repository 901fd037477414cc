-- One row per contact of a Fxiaoke opportunity (商机联系人).
with

export_rows as (
    select * from {{ source('fxiaoke', 'new_opportunity_contact') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_lookup_key('new_opportunity_id') }} as opportunity_id,
        {{ crm_attribution.fxiaoke_key('contact_id') }} as person_record_id,
        {{ crm_attribution.fxiaoke_lookup_name('new_opportunity_id') }} as opportunity_name,
        contact_full_name as full_name_hash,
        role,
        is_primary as is_primary_contact,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        file_name,
        row_number
    from export_rows
)

select * from renamed
