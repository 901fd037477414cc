-- fct_conversions holds nothing but the staged leads, opportunities and conversions, each once per
-- kind of conversion. Mirror: assert_conversions_cover_every_staged_conversion.
with

{{ crm_attribution.staged_conversions() }}

select conversion_id from {{ ref('fct_conversions') }}
except all
select conversion_id from staged
