-- One row per party of a Dynamics activity.
with

export_rows as (
    select * from {{ source('dynamics', 'activity_party') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('activityid') }} as activity_id,
        {{ crm_attribution.dynamics_key('partyid') }} as person_record_id,
        participationtypemask as participation,
        file_name,
        row_number
    from export_rows
)

select * from renamed
