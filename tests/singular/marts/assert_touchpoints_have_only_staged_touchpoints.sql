-- fct_touchpoints holds nothing but the staged campaign members, activities and touchpoints, each
-- once. Mirror: assert_touchpoints_cover_every_staged_touchpoint.
with

{{ crm_attribution.staged_touchpoints() }}

select touchpoint_id from {{ ref('fct_touchpoints') }}
except all
select touchpoint_id from staged
