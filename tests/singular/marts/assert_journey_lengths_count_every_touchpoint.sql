-- A journey is as long as it has touchpoints, at the positions 1 to its length. Mirror:
-- assert_journey_lengths_count_only_touchpoints.
with

journeys as (
    select
        conversion_key,
        unnest(range(1, journey_length + 1)) as touchpoint_position
    from {{ ref('fct_journeys') }}
),

touchpoints as (
    select
        conversion_key,
        touchpoint_position
    from {{ ref('fct_journey_touchpoints') }}
)

select * from touchpoints
except all
select * from journeys
