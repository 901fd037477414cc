-- No journey claims a touchpoint that it does not have. Mirror:
-- assert_journey_lengths_count_every_touchpoint.
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

select * from journeys
except all
select * from touchpoints
