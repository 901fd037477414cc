-- One row per visit that Pardot recorded.
with

export_rows as (
    select * from {{ source('pardot', 'visit') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as visit_id,
        {{ crm_attribution.system_key('source_system', 'visitor_id') }} as visitor_id,
        {{ crm_attribution.system_key('source_system', 'prospect_id') }} as person_record_id,
        source_parameter as source,
        medium_parameter as medium,
        campaign_parameter as campaign_name,
        content_parameter as content,
        term_parameter as term,
        first_visitor_page_view_at_is_date_only as is_began_at_date_only,
        first_visitor_page_view_at as began_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
