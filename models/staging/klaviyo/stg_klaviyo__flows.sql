-- One row per Klaviyo flow.
with

export_rows as (
    select * from {{ source('klaviyo', 'flow') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        name as campaign_name,
        status as campaign_status,
        created as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
