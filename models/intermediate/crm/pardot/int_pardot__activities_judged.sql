-- One row per Pardot visitor activity that is a touchpoint, with its type.
{# The number tells: Pardot writes "Email" as the name of most kinds. -#}
with

visitors as (
    select
        visitor_id,
        person_record_id
    from {{ ref('stg_pardot__visitors') }}
),

activities as (
    select * from {{ ref('stg_pardot__visitor_activities') }}
),

judged as (
    select
        activities.activity_id,
        activities.source_system,
        -- What a browser did before anybody knew whose it was.
        coalesce(activities.person_record_id, visitors.person_record_id) as person_record_id,
        activities.visitor_id,
        activities.visit_id,
        activities.native_campaign_id,
        case
            when activities.activity_type_id = '6' then 'email_sent'
            when activities.activity_type_id = '11' then 'email_open'
            when activities.activity_type_id in ('1', '17') and activities.email_id is not null
                then 'email_click'
            when activities.activity_type_id = '1' and activities.ad_id is not null then 'ad_click'
            when activities.activity_type_id in ('1', '2', '34') and activities.file_id is not null
                then 'content_download'
            when activities.activity_type_id in ('27', '34') then 'content_download'
            when activities.activity_type_id in ('1', '20', '21', '26') then 'web_visit'
            when activities.activity_type_id in ('4', '25', '28', '30') then 'form_submission'
            when activities.activity_type_id = '24' then 'webinar_attendance'
            when activities.activity_type_id = '29' then 'event_attendance'
        end as touchpoint_type,
        activities.details,
        activities.is_happened_at_date_only as is_touched_at_date_only,
        activities.happened_at as touched_at
    from activities
    left join visitors on activities.visitor_id = visitors.visitor_id
),

chosen as (
    select * from judged
    where touchpoint_type is not null
)

select * from chosen
