-- One row per neutral partner.
with

export_rows as (
    select * from {{ source('neutral', 'partners') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'partner_id') }} as partner_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        campaign_id as native_campaign_id,
        partner_name,
        partner_type,
        commission_rate,
        started_on,
        ended_on,
        file_name,
        row_number
    from export_rows
)

select * from renamed
