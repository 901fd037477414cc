-- One row per Salesforce event.
with

export_rows as (
    select * from {{ source('salesforce', 'event') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as event_id,
        {{ crm_attribution.system_key('source_system', 'who_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'what_id') }} as related_record_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        type as event_type,
        coalesce(start_date_time, activity_date_time, activity_date) as activity_at,
        case
            when start_date_time is not null then start_date_time_is_date_only
            when activity_date_time is not null then activity_date_time_is_date_only
            else activity_date_is_date_only
        end as is_activity_at_date_only,
        created_date as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
