-- No journey claims a touchpoint that it does not have. Mirror:
-- assert_journey_lengths_count_every_touchpoint.
with

{{ crm_attribution.journey_touchpoints_and_lengths() }}

select * from journeys
except all
select * from touchpoints
