-- One row per Dynamics campaign response or list member that takes no part: it is cancelled, or its
-- campaign or person cannot be told.
with

responses as (
    select
        source_system,
        'campaign_response' as entity,
        file_name,
        row_number,
        unmatched_reason
    from {{ ref('int_dynamics__campaign_responses_resolved') }}
    where unmatched_reason is not null
),

records as (
    select person_record_id from {{ ref('int_dynamics__person_records_conformed') }}
),

-- Accounts may be on a list, too.
list_members as (
    select
        members.source_system,
        'list_member' as entity,
        members.file_name,
        members.row_number,
        'no such person' as unmatched_reason
    from {{ ref('stg_dynamics__list_members') }} as members
    left join records on members.person_record_id = records.person_record_id
    where records.person_record_id is null
),

unioned as (
    select * from responses
    union all
    select * from list_members
)

select * from unioned
