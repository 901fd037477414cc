-- One row per neutral experiment assignment.
with

export_rows as (
    select * from {{ source('neutral', 'experiment_assignments') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(
            experiment_assignment_id,
            file_name || ':' || row_number
        ) as experiment_assignment_id,
        {{ crm_attribution.system_key('source_system', 'experiment_id') }} as experiment_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        email as email_hash,
        campaign_id as native_campaign_id,
        experiment_name,
        variant,
        unit_type,
        geo_id,
        channel,
        is_control,
        assigned_at,
        ended_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
