-- Every row of an export is staged or rejected with a reason. Mirror:
-- assert_staged_and_rejected_rows_were_exported.
{#- The staging models are found where they read what landed; these marts come after all. -#}
-- depends_on: {{ ref('fct_touchpoints') }}, {{ ref('fct_conversions') }}, {{ ref('fct_spend') }}
with

{{ crm_attribution.exported_and_accounted_rows() }}

select * from exported
except all
select * from accounted
