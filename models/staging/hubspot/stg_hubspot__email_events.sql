-- One row per HubSpot e-mail event.
with

export_rows as (
    select * from {{ source('hubspot', 'email_event') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as email_event_id,
        {{ crm_attribution.system_key('source_system', 'obsoleted_by_id') }}
            as obsoleted_by_event_id,
        email_campaign_id as native_campaign_id,
        recipient as email_hash,
        type as event_type,
        url,
        filtered_event as is_filtered,
        created_is_date_only as is_occurred_at_date_only,
        created as occurred_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
