-- One row per Zoho task, meeting or call.
with

tasks as (
    select
        activity_id,
        source_system,
        person_record_id,
        related_record_id,
        full_name_hash,
        coalesce(lower(task_status) = 'completed', true) as is_done,
        'sales_task' as done_type,
        case when closed_at is null then coalesce(is_due_at_date_only, false) else false end
            as is_touched_at_date_only,
        coalesce(closed_at, due_at, created_at) as touched_at
    from {{ ref('stg_zoho__tasks') }}
),

events as (
    select
        activity_id,
        source_system,
        person_record_id,
        related_record_id,
        full_name_hash,
        true as is_done,
        'sales_meeting' as done_type,
        coalesce(is_started_at_date_only, false) as is_touched_at_date_only,
        coalesce(started_at, created_at) as touched_at
    from {{ ref('stg_zoho__events') }}
),

calls as (
    select
        activity_id,
        source_system,
        person_record_id,
        related_record_id,
        full_name_hash,
        -- Nobody spoke in a call that was missed or has not been made.
        coalesce(lower(call_type), '') <> 'missed'
        and coalesce(lower(call_status), '') not in (
            'scheduled', 'overdue', 'cancelled', 'canceled', 'missed'
        ) as is_done,
        'sales_call' as done_type,
        coalesce(is_started_at_date_only, false) as is_touched_at_date_only,
        coalesce(started_at, created_at) as touched_at
    from {{ ref('stg_zoho__calls') }}
),

streamed as (
    select
        activity_id,
        source_system,
        person_record_id,
        related_record_id,
        full_name_hash,
        case
            when lower(activity_type) like 'call%' then coalesce(lower(call_type), '') <> 'missed'
            when lower(activity_type) like 'task%'
                then coalesce(lower(activity_status) = 'completed', true)
            else true
        end as is_done,
        case
            when lower(activity_type) like 'call%' then 'sales_call'
            when lower(activity_type) like 'task%' then 'sales_task'
            else 'sales_meeting'
        end as done_type,
        case
            when closed_at is null and started_at is null
                then coalesce(is_due_at_date_only, false)
            else false
        end as is_touched_at_date_only,
        coalesce(started_at, closed_at, due_at, created_at) as touched_at
    from {{ ref('stg_zoho__activities') }}
),

unioned as (
    select * from tasks
    union all
    select * from events
    union all
    select * from calls
    union all
    select * from streamed
),

-- One activity may be exported both on its own and in the stream of all.
conformed as (
    select
        unioned.activity_id,
        unioned.source_system,
        coalesce(unioned.person_record_id, person_names.person_record_id) as person_record_id,
        unioned.related_record_id,
        case when unioned.is_done then unioned.done_type else 'sales_planned' end
            as touchpoint_type,
        unioned.is_done as has_responded,
        unioned.is_touched_at_date_only,
        unioned.touched_at
    from unioned
    {{ crm_attribution.named_person('person_names', 'unioned', 'full_name_hash') }}
    qualify
        row_number() over (
            partition by unioned.activity_id order by unioned.touched_at, unioned.done_type
        ) = 1
)

select * from conformed
