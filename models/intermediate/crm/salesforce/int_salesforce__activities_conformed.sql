-- One row per Salesforce task or event.
with

tasks as (
    select
        task_id as activity_id,
        source_system,
        person_record_id,
        related_record_id,
        account_id,
        -- An open task is a plan, not a contact. The subtype Task says nothing; the type that a
        -- user picks may.
        case
            when lower(task_status) <> 'completed' then 'sales_planned'
            when coalesce(nullif(lower(task_subtype), 'task'), lower(task_type)) like '%call%'
                then 'sales_call'
            when coalesce(nullif(lower(task_subtype), 'task'), lower(task_type)) like '%email%'
                then 'sales_email'
            else 'sales_task'
        end as touchpoint_type,
        coalesce(lower(task_status) = 'completed', true) as has_responded,
        case when activity_at is null then false else is_activity_at_date_only end
            as is_touched_at_date_only,
        coalesce(activity_at, created_at) as touched_at
    from {{ ref('stg_salesforce__tasks') }}
),

events as (
    select
        event_id as activity_id,
        source_system,
        person_record_id,
        related_record_id,
        account_id,
        'sales_meeting' as touchpoint_type,
        true as has_responded,
        is_activity_at_date_only as is_touched_at_date_only,
        activity_at as touched_at
    from {{ ref('stg_salesforce__events') }}
),

unioned as (
    select * from tasks
    union all
    select * from events
)

select * from unioned
