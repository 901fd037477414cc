-- A journey is as long as it has touchpoints, at the positions 1 to its length. Mirror:
-- assert_journey_lengths_count_only_touchpoints.
with

{{ crm_attribution.journey_touchpoints_and_lengths() }}

select * from touchpoints
except all
select * from journeys
