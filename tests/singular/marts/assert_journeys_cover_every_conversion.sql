-- Every conversion has a journey that carries its value and its time. Mirror:
-- assert_journeys_have_only_conversions.
with

{{ crm_attribution.conversions_and_journeys() }}

select * from conversions
except all
select * from journeys
