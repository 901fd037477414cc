-- One row per subject of the funnel that was touched: its first touchpoint.
with

subjects as (
    select * from {{ ref('int_funnel__subjects_listed') }}
),

touchpoints as (
    select
        person_id,
        account_id,
        touchpoint_id,
        channel,
        touched_at
    from {{ ref('int_journeys__touchpoints_enriched') }}
    where exclusion_reason is null
),

-- touchpoint_id breaks ties.
{% for unit in ['person', 'account'] -%}
of_{{ unit }}s as (
    select
        {{ unit }}_id,
        min({
            'touched_at': touched_at, 'touchpoint_id': touchpoint_id, 'channel': channel
        }) as touch
    from touchpoints
    where {{ unit }}_id is not null
    group by {{ unit }}_id
),

{% endfor -%}
people as (
    select
        subject_id,
        person_id
    from {{ ref('int_funnel__leads_matched') }}
    union
    select
        'opportunity|' || opportunity_id as subject_id,
        person_id
    from {{ ref('int_funnel__opportunity_people_listed') }}
    union
    select
        subject_id,
        person_id
    from {{ ref('int_funnel__purchases_assigned') }}
),

by_people as (
    select
        people.subject_id,
        min(of_persons.touch) as touch
    from people
    inner join of_persons on people.person_id = of_persons.person_id
    group by people.subject_id
),

-- Where nobody of the subject was touched, somebody of its account may have been.
found as (
    select
        subjects.subject_id,
        coalesce(by_people.touch, of_accounts.touch) as touch
    from subjects
    left join by_people on subjects.subject_id = by_people.subject_id
    left join of_accounts on subjects.account_id = of_accounts.account_id
),

named as (
    select
        subject_id,
        touch.touchpoint_id,
        touch.channel,
        touch.touched_at
    from found
    where touch is not null
)

select * from named
