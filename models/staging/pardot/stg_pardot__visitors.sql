-- One row per Pardot visitor.
with

export_rows as (
    select * from {{ source('pardot', 'visitor') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as visitor_id,
        {{ crm_attribution.system_key('source_system', 'prospect_id') }} as person_record_id,
        source_parameter as source,
        medium_parameter as medium,
        campaign_parameter as campaign_name,
        content_parameter as content,
        term_parameter as term,
        created_at_is_date_only as is_first_seen_at_date_only,
        created_at as first_seen_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
