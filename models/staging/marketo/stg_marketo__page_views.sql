-- One row per page that Marketo saw a lead see.
with

export_rows as (
    select * from {{ source('marketo', 'activity_visit_webpage') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as activity_id,
        {{ crm_attribution.system_key('source_system', 'lead_id') }} as person_record_id,
        campaign_id as smart_campaign_id,
        primary_attribute_value_id as asset_id,
        primary_attribute_value as asset_name,
        webpage_url as page_url,
        query_parameters,
        referrer_url as referrer,
        activity_date_is_date_only as is_happened_at_date_only,
        activity_date as happened_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
