-- One row per sales activity (task or event) of any source system.
with

opportunities as (
    select
        opportunity_id,
        account_id
    from {{ ref('int_crm__opportunities_unioned') }}
),

accounts as (
    select account_id from {{ ref('int_crm__accounts_unioned') }}
),

activities as (
    select * from {{ ref('int_crm__activities_stacked') }}
),

-- What an activity relates to may be an opportunity, an account or something else.
related as (
    select
        activities.activity_id,
        activities.source_system,
        activities.person_record_id,
        activities.touchpoint_type,
        activities.has_responded,
        activities.is_touched_at_date_only,
        activities.touched_at,
        coalesce(activities.account_id, opportunities.account_id, accounts.account_id)
            as account_id,
        opportunities.opportunity_id
    from activities
    left join opportunities on activities.related_record_id = opportunities.opportunity_id
    left join accounts on activities.related_record_id = accounts.account_id
)

select * from related
