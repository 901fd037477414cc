-- Every lead that is not merged into another, every opportunity, every won one again and every
-- exported conversion is in fct_conversions. Mirror:
-- assert_conversions_have_only_staged_conversions.
with

{{ crm_attribution.staged_conversions() }}

select conversion_id from staged
except all
select conversion_id from {{ ref('fct_conversions') }}
