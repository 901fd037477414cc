-- A journey belongs to a conversion, and no conversion has two. Mirror:
-- assert_journeys_cover_every_conversion.
with

{{ crm_attribution.conversions_and_journeys() }}

select * from journeys
except all
select * from conversions
