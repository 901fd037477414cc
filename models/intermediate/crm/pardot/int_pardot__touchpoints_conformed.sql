-- One row per Pardot touchpoint: visitor activities, and visits that no activity stands for.
with

activities as (
    select * from {{ ref('int_pardot__activities_judged') }}
),

visits as (
    select * from {{ ref('int_pardot__visits_begun') }}
),

-- An activity of the kind Visit takes the UTM values of the visit it stands for.
acted as (
    select
        activities.activity_id as touchpoint_id,
        activities.source_system,
        activities.person_record_id,
        coalesce(activities.native_campaign_id, visits.campaign_name) as native_campaign_id,
        activities.touchpoint_type,
        visits.source,
        visits.medium,
        visits.campaign_name,
        visits.term,
        coalesce(visits.content, activities.details) as content,
        activities.is_touched_at_date_only,
        activities.touched_at
    from activities
    left join visits
        on activities.visit_id = visits.visit_id and activities.touchpoint_type = 'web_visit'
),

unacted as (
    select
        visits.source_system || '|visit'
        || substr(visits.visit_id, length(visits.source_system) + 1) as touchpoint_id,
        visits.source_system,
        visits.person_record_id,
        visits.campaign_name as native_campaign_id,
        'web_visit' as touchpoint_type,
        visits.source,
        visits.medium,
        visits.campaign_name,
        visits.term,
        visits.content,
        visits.is_began_at_date_only as is_touched_at_date_only,
        visits.began_at as touched_at
    from visits
    anti join activities
        on visits.visit_id = activities.visit_id and activities.touchpoint_type = 'web_visit'
),

conformed as (
    select * from acted
    union all
    select * from unacted
)

select * from conformed
