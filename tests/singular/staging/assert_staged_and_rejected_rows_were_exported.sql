-- No row is staged or rejected that no export has, none is both, none twice. Mirror:
-- assert_exported_rows_are_staged_or_rejected.
{#- The staging models are found where they read what landed; these marts come after all. -#}
-- depends_on: {{ ref('fct_touchpoints') }}, {{ ref('fct_conversions') }}, {{ ref('fct_spend') }}
with

{{ crm_attribution.exported_and_accounted_rows() }}

select * from accounted
except all
select * from exported
