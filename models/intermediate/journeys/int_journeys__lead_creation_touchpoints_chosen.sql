-- One row per person who became a lead after a touchpoint: the touchpoint that created the lead.
with

touchpoints as (
    select
        person_id,
        touchpoint_id,
        order_rank,
        touched_at
    from {{ ref('int_journeys__touchpoints_enriched') }}
    where exclusion_reason is null
),

persons as (
    select
        person_id,
        lead_created_at
    from {{ ref('int_identity__persons_described') }}
    where lead_created_at is not null
),

-- The last one at or before the lead was created, in the order of journeys.
chosen as (
    select
        touchpoints.person_id,
        arg_max(
            touchpoints.touchpoint_id,
            {
                'touched_at': touchpoints.touched_at,
                'order_rank': touchpoints.order_rank,
                'touchpoint_id': touchpoints.touchpoint_id
            }
        ) as touchpoint_id
    from touchpoints
    inner join persons on touchpoints.person_id = persons.person_id
    where touchpoints.touched_at <= persons.lead_created_at
    group by touchpoints.person_id
)

select * from chosen
