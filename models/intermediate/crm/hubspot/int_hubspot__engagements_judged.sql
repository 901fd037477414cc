-- One row per HubSpot engagement, with the touchpoint type that what became of it makes it.
{# A plan, or a call that nobody took, is no contact: sales_planned never counts. The three GUIDs
    are HubSpot's own outcomes No answer, Busy and Wrong number. -#}
with

calls as (
    select
        source_system,
        engagement_id,
        case
            when
                lower(call_disposition) in (
                    '73a0d17f-1163-4015-bdd5-ec830791da20', 'no answer',
                    '9d9162e7-6cf3-4944-bf63-4dff82258764', 'busy',
                    '17b47fee-58de-441e-a44c-c6300d46f273', 'wrong number'
                )
                or coalesce(upper(call_status), 'COMPLETED') <> 'COMPLETED'
                then 'sales_planned'
            else 'sales_call'
        end as touchpoint_type,
        is_activity_at_date_only as is_touched_at_date_only,
        activity_at as touched_at
    from {{ ref('stg_hubspot__calls') }}
),

emails as (
    select
        source_system,
        engagement_id,
        case
            when upper(email_status) in ('BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING')
                then 'sales_planned'
            else 'sales_email'
        end as touchpoint_type,
        is_activity_at_date_only as is_touched_at_date_only,
        activity_at as touched_at
    from {{ ref('stg_hubspot__emails') }}
),

meetings as (
    select
        source_system,
        engagement_id,
        case
            when coalesce(upper(meeting_outcome), 'COMPLETED') <> 'COMPLETED' then 'sales_planned'
            else 'sales_meeting'
        end as touchpoint_type,
        case when started_at is null then is_activity_at_date_only else is_started_at_date_only end
            as is_touched_at_date_only,
        coalesce(started_at, activity_at) as touched_at
    from {{ ref('stg_hubspot__meetings') }}
),

tasks as (
    select
        source_system,
        engagement_id,
        case
            when coalesce(upper(task_status), 'COMPLETED') <> 'COMPLETED' then 'sales_planned'
            when upper(task_type) = 'CALL' then 'sales_call'
            when upper(task_type) = 'EMAIL' then 'sales_email'
            else 'sales_task'
        end as touchpoint_type,
        case
            when completed_at is null then is_activity_at_date_only else is_completed_at_date_only
        end as is_touched_at_date_only,
        coalesce(completed_at, activity_at) as touched_at
    from {{ ref('stg_hubspot__tasks') }}
),

detailed as (
    select * from calls
    union all
    select * from emails
    union all
    select * from meetings
    union all
    select * from tasks
),

-- An engagement whose own kind of table was not exported says only what it was; a note is no
-- contact with anybody.
undetailed as (
    select
        engagements.source_system,
        engagements.engagement_id,
        case upper(engagements.engagement_type)
            when 'CALL' then 'sales_call'
            when 'EMAIL' then 'sales_email'
            when 'INCOMING_EMAIL' then 'sales_email'
            when 'MEETING' then 'sales_meeting'
            when 'TASK' then 'sales_task'
        end as touchpoint_type,
        engagements.is_activity_at_date_only as is_touched_at_date_only,
        engagements.activity_at as touched_at
    from {{ ref('stg_hubspot__engagements') }} as engagements
    anti join detailed on engagements.engagement_id = detailed.engagement_id
    where engagements.activity_at is not null
),

judged as (
    select * from detailed
    union all
    select * from undetailed
    where touchpoint_type is not null
)

select * from judged
