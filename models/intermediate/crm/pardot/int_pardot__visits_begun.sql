-- One row per visit that Pardot recorded, and per visitor whose visits were not exported.
with

visitors as (
    select * from {{ ref('stg_pardot__visitors') }}
),

recorded as (
    select
        visits.visit_id,
        visits.source_system,
        visits.visitor_id,
        coalesce(visits.person_record_id, visitors.person_record_id) as person_record_id,
        visits.source,
        visits.medium,
        visits.campaign_name,
        visits.content,
        visits.term,
        visits.is_began_at_date_only,
        visits.began_at
    from {{ ref('stg_pardot__visits') }} as visits
    left join visitors on visits.visitor_id = visitors.visitor_id
),

visiting as (
    select visitor_id from recorded
    union
    select visitor_id from {{ ref('stg_pardot__visitor_activities') }}
    where activity_type_id = '20'
),

-- A visitor begins with a visit: the only one that is known where visits were not exported.
first_seen as (
    select
        visitors.source_system || '|visitor'
        || substr(visitors.visitor_id, length(visitors.source_system) + 1) as visit_id,
        visitors.source_system,
        visitors.visitor_id,
        visitors.person_record_id,
        visitors.source,
        visitors.medium,
        visitors.campaign_name,
        visitors.content,
        visitors.term,
        visitors.is_first_seen_at_date_only as is_began_at_date_only,
        visitors.first_seen_at as began_at
    from visitors
    anti join visiting on visitors.visitor_id = visiting.visitor_id
),

begun as (
    select * from recorded
    union all
    select * from first_seen
)

select * from begun
