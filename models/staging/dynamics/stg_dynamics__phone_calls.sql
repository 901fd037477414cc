-- One row per Dynamics telephone call.
with

export_rows as (
    select * from {{ source('dynamics', 'phone_call') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('activityid') }} as activity_id,
        {{ crm_attribution.dynamics_lookup_key('regardingobjectid') }} as related_record_id,
        lower(statecode) as state,
        case
            when actualend is not null then actualend_is_date_only
            when actualstart is not null then actualstart_is_date_only
            when scheduledstart is not null then scheduledstart_is_date_only
            when scheduledend is not null then scheduledend_is_date_only
            when createdon is not null then createdon_is_date_only
        end as is_touched_at_date_only,
        coalesce(actualend, actualstart, scheduledstart, scheduledend, createdon) as touched_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
