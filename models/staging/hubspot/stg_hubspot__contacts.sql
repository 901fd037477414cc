-- One row per HubSpot contact, merged ones included.
with

export_rows as (
    select * from {{ source('hubspot', 'contact') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'associatedcompanyid') }}
            as primary_account_id,
        company_ids,
        hs_merged_object_ids as merged_object_ids,
        hs_calculated_merged_vids as merged_vids,
        email as email_hash,
        email_domain,
        phone as phone_hash,
        lifecyclestage as lifecycle_stage,
        hs_lead_status as lead_status,
        hs_analytics_source as original_source,
        hs_analytics_source_data_1 as original_source_detail_1,
        hs_analytics_source_data_2 as original_source_detail_2,
        hs_analytics_first_url as first_page,
        hs_analytics_first_referrer as first_referrer,
        hs_latest_source as latest_source,
        hs_latest_source_data_1 as latest_source_detail_1,
        hs_latest_source_data_2 as latest_source_detail_2,
        hs_analytics_first_timestamp_is_date_only as is_first_seen_at_date_only,
        hs_analytics_first_visit_timestamp_is_date_only as is_first_visit_at_date_only,
        hs_latest_source_timestamp_is_date_only as is_latest_seen_at_date_only,
        createdate as created_at,
        hs_analytics_first_timestamp as first_seen_at,
        hs_analytics_first_visit_timestamp as first_visit_at,
        hs_latest_source_timestamp as latest_seen_at,
        hs_lifecyclestage_subscriber_date as became_subscriber_at,
        hs_lifecyclestage_lead_date as became_lead_at,
        hs_lifecyclestage_marketingqualifiedlead_date as became_marketingqualifiedlead_at,
        hs_lifecyclestage_salesqualifiedlead_date as became_salesqualifiedlead_at,
        hs_lifecyclestage_opportunity_date as became_opportunity_at,
        hs_lifecyclestage_customer_date as became_customer_at,
        hs_lifecyclestage_evangelist_date as became_evangelist_at,
        hs_lifecyclestage_other_date as became_other_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
