-- One row per Salesforce change of an opportunity.
with

export_rows as (
    select * from {{ source('salesforce', 'opportunity_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        stage_name,
        amount,
        created_date as entered_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
