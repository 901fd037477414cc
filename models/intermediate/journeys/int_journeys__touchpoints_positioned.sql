-- One row per conversion and eligible touchpoint, in the order of the journey.
with

candidates as (
    select * from {{ ref('int_journeys__touchpoint_candidates') }}
    where is_eligible
),

lead_creations as (
    select touchpoint_id from {{ ref('int_journeys__lead_creation_touchpoints_chosen') }}
),

-- touchpoint_id breaks ties: touchpoints of one instant and kind would otherwise change places
-- between builds.
positioned as (
    select
        candidates.conversion_key,
        candidates.touchpoint_id,
        candidates.person_id,
        candidates.campaign_id,
        candidates.touchpoint_type,
        candidates.channel,
        row_number() over journey as touchpoint_position,
        lead_creations.touchpoint_id is not null as is_lead_creation,
        candidates.touched_at,
        candidates.converted_at,
        last_value(candidates.touched_at) over journey as last_touched_at
    from candidates
    left join lead_creations on candidates.touchpoint_id = lead_creations.touchpoint_id
    window journey as (
        partition by candidates.conversion_key
        order by candidates.touched_at, candidates.order_rank, candidates.touchpoint_id
        rows between unbounded preceding and unbounded following
    )
)

select * from positioned
