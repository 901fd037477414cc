-- One row per HubSpot marketing e-mail.
with

export_rows as (
    select * from {{ source('hubspot', 'marketing_email') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as marketing_email_id,
        {{ crm_attribution.system_key('source_system', 'campaign') }} as campaign_id,
        primary_email_campaign_id,
        all_email_campaign_ids,
        file_name,
        row_number
    from export_rows
)

select * from renamed
