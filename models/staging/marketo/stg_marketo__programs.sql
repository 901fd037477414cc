-- One row per Marketo program.
with

export_rows as (
    select * from {{ source('marketo', 'program') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        name as campaign_name,
        channel as program_channel,
        type as program_type,
        status as campaign_status,
        start_date as started_on,
        end_date as ended_on,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
