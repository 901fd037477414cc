-- One row per change of a Zoho deal.
with

export_rows as (
    select * from {{ source('zoho', 'deal_stage_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_lookup_key('deal_id', 'deal_name') }} as opportunity_id,
        {{ crm_attribution.zoho_lookup_name('deal_name') }} as deal_name,
        stage as stage_name,
        amount,
        modified_time as entered_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
