-- One row per Marketo activity of any kind.
with

export_rows as (
    select * from {{ source('marketo', 'activity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as activity_id,
        {{ crm_attribution.system_key('source_system', 'lead_id') }} as person_record_id,
        campaign_id as smart_campaign_id,
        primary_attribute_value_id as asset_id,
        activity_type_id,
        case when activity_type_id in ('1', '2') then primary_attribute_value end as asset_name,
        webpage_url as page_url,
        query_parameters,
        referrer_url as referrer,
        new_status as member_status,
        success as has_responded,
        link as url,
        is_bot_activity as is_filtered,
        action_result,
        merge_ids as merged_ids,
        activity_date_is_date_only as is_happened_at_date_only,
        activity_date as happened_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
