-- One row per Dynamics campaign response whose campaign and person are known, and per member of a
-- marketing list of a campaign.
with

responses as (
    select
        campaign_member_id,
        source_system,
        campaign_id,
        person_record_id,
        member_status,
        has_responded,
        is_first_responded_at_date_only,
        is_added_at_date_only,
        first_responded_at,
        added_at
    from {{ ref('int_dynamics__campaign_responses_resolved') }}
    where unmatched_reason is null
),

records as (
    select person_record_id from {{ ref('int_dynamics__person_records_conformed') }}
),

lists as (
    select distinct
        campaign_id,
        item_id as list_id
    from {{ ref('stg_dynamics__campaign_items') }}
),

-- Whoever is on a list of a campaign was addressed by it, not more.
listed as (
    select
        members.list_member_id || ':' || split_part(lists.campaign_id, '|', 2)
            as campaign_member_id,
        members.source_system,
        lists.campaign_id,
        members.person_record_id,
        'On Marketing List' as member_status,
        false as has_responded,
        cast(null as boolean) as is_first_responded_at_date_only,
        members.is_added_at_date_only,
        cast(null as timestamp) as first_responded_at,
        members.added_at
    from {{ ref('stg_dynamics__list_members') }} as members
    inner join lists on members.list_id = lists.list_id
    inner join records on members.person_record_id = records.person_record_id
),

unioned as (
    select * from responses
    union all
    select * from listed
)

select * from unioned
