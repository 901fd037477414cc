-- Every staged campaign member, activity and touchpoint is in fct_touchpoints. Mirror:
-- assert_touchpoints_have_only_staged_touchpoints.
with

{{ crm_attribution.staged_touchpoints() }}

select touchpoint_id from staged
except all
select touchpoint_id from {{ ref('fct_touchpoints') }}
