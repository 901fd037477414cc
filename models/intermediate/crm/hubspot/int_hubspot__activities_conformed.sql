-- One row per HubSpot engagement and contact it was with.
with

engagements as (
    select * from {{ ref('int_hubspot__engagements_judged') }}
),

associations as (
    select * from {{ ref('int_hubspot__associations_listed') }}
    where record_kind = 'engagement'
),

contacts as (
    select
        record_id as engagement_id,
        associated_id as person_record_id
    from associations
    where associated_kind = 'contact'
),

-- Of several companies or deals the one with the smallest id, so that every build takes the same.
others as (
    select
        record_id as engagement_id,
        min(associated_id) filter (where associated_kind = 'company') as account_id,
        min(associated_id) filter (where associated_kind = 'deal') as related_record_id
    from associations
    group by record_id
),

conformed as (
    select
        engagements.engagement_id
        || coalesce(
            ':' || substr(contacts.person_record_id, length(engagements.source_system) + 2), ''
        ) as activity_id,
        engagements.source_system,
        contacts.person_record_id,
        others.related_record_id,
        others.account_id,
        engagements.touchpoint_type,
        engagements.touchpoint_type <> 'sales_planned' as has_responded,
        engagements.is_touched_at_date_only,
        engagements.touched_at
    from engagements
    left join contacts on engagements.engagement_id = contacts.engagement_id
    left join others on engagements.engagement_id = others.engagement_id
)

select * from conformed
