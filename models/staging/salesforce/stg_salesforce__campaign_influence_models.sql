-- One row per Salesforce model of campaign influence.
with

export_rows as (
    select * from {{ source('salesforce', 'campaign_influence_model') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as influence_model_id,
        coalesce(master_label, developer_name) as influence_model,
        is_default_model,
        file_name,
        row_number
    from export_rows
)

select * from renamed
