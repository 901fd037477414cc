-- One row per neutral touchpoint.
with

export_rows as (
    select * from {{ ref('base_neutral__touchpoints') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(touchpoint_id, file_name || ':' || row_number) as touchpoint_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        campaign_id as native_campaign_id,
        email as email_hash,
        touchpoint_type,
        channel,
        source,
        medium,
        content,
        landing_page,
        is_online,
        has_responded,
        touched_at_is_date_only as is_touched_at_date_only,
        touched_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
