-- One row per Dynamics call, e-mail, meeting or task, with one person who took part and the
-- campaign it served, if it served one.
with

activities as (
    select
        *,
        'sales_call' as done_type
    from {{ ref('stg_dynamics__phone_calls') }}
    union all by name
    select
        *,
        'sales_email' as done_type
    from {{ ref('stg_dynamics__emails') }}
    union all by name
    select
        *,
        'sales_meeting' as done_type
    from {{ ref('stg_dynamics__appointments') }}
    union all by name
    select
        *,
        'sales_task' as done_type
    from {{ ref('stg_dynamics__tasks') }}
),

records as (
    select person_record_id from {{ ref('int_dynamics__person_records_conformed') }}
),

-- Of several people the first recipient: one activity is one touchpoint.
parties as (
    select
        parties.activity_id,
        min_by(
            parties.person_record_id,
            {'part': try_cast(parties.participation as integer), 'id': parties.person_record_id}
        ) as person_record_id
    from {{ ref('stg_dynamics__activity_parties') }} as parties
    inner join records on parties.person_record_id = records.person_record_id
    group by parties.activity_id
),

campaigns as (
    select
        campaign_id as served_id,
        campaign_id
    from {{ ref('stg_dynamics__campaigns') }}
    union all
    select
        campaign_activity_id as served_id,
        campaign_id
    from {{ ref('stg_dynamics__campaign_activities') }}
    where campaign_id is not null
),

listed as (
    select
        activities.activity_id,
        activities.source_system,
        coalesce(regarding.person_record_id, parties.person_record_id) as person_record_id,
        activities.related_record_id,
        campaigns.campaign_id,
        activities.done_type,
        activities.click_count,
        activities.open_count,
        activities.state,
        -- Sent e-mails are completed, too; nothing open, scheduled or cancelled took place.
        coalesce(activities.state in ('1', 'completed'), true) as is_done,
        activities.is_touched_at_date_only,
        activities.touched_at
    from activities
    left join records as regarding on activities.related_record_id = regarding.person_record_id
    left join parties on activities.activity_id = parties.activity_id
    left join campaigns on activities.related_record_id = campaigns.served_id
)

select * from listed
