-- One row per Iterable event.
with

export_rows as (
    select * from {{ source('iterable', 'event') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|' || coalesce(fivetran_id, file_name || ':' || row_number)
            as touchpoint_id,
        {{ crm_attribution.system_key('source_system', 'email') }} as person_record_id,
        email as email_hash,
        campaign_id as native_campaign_id,
        event_name,
        message_type_id,
        created_at as touched_at,
        created_at_is_date_only as is_touched_at_date_only,
        file_name,
        row_number
    from export_rows
)

select * from renamed
