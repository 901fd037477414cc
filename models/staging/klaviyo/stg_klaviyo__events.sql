-- One row per Klaviyo event.
with

export_rows as (
    select * from {{ source('klaviyo', 'event') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as touchpoint_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        campaign_id as exported_campaign_id,
        flow_id,
        metric_id,
        type as metric_name,
        property_subject as content,
        property_value as event_value,
        property_currency_code as currency_code,
        property_url as landing_page,
        datetime as touched_at,
        datetime_is_date_only as is_touched_at_date_only,
        file_name,
        row_number
    from export_rows
)

select * from renamed
