-- One row per Salesforce campaign and member status.
with

export_rows as (
    select * from {{ source('salesforce', 'campaign_member_status') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'campaign_id') }} as campaign_id,
        label as member_status,
        has_responded,
        file_name,
        row_number
    from export_rows
)

select * from renamed
