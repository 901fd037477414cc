-- One row per neutral credit of a campaign in an opportunity.
with

export_rows as (
    select * from {{ source('neutral', 'campaign_influences') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(influence_id, file_name || ':' || row_number) as influence_id,
        {{ crm_attribution.system_key('source_system', 'campaign_id') }} as campaign_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        influence_model,
        influence_share,
        influence_amount,
        file_name,
        row_number
    from export_rows
)

select * from renamed
