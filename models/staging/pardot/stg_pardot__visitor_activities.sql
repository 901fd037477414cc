-- One row per Pardot visitor activity.
with

export_rows as (
    select * from {{ source('pardot', 'visitor_activity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as activity_id,
        {{ crm_attribution.system_key('source_system', 'prospect_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'visitor_id') }} as visitor_id,
        {{ crm_attribution.system_key('source_system', 'visit_id') }} as visit_id,
        campaign_id as native_campaign_id,
        type as activity_type_id,
        details,
        coalesce(email_id, list_email_id, email_template_id) as email_id,
        file_id,
        paid_search_ad_id as ad_id,
        created_at_is_date_only as is_happened_at_date_only,
        created_at as happened_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
