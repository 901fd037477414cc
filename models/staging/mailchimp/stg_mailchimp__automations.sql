-- One row per Mailchimp automation.
with

export_rows as (
    select * from {{ source('mailchimp', 'automation') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        title as campaign_name,
        status as campaign_status,
        create_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
