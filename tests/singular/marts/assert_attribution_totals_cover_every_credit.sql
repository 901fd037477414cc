-- The credits, summed to the grain of fct_attribution_totals, are in it to the last unit. Mirror:
-- assert_attribution_totals_have_only_credits.
with

{{ crm_attribution.credits_and_totals() }}

select * from credits
except all
select * from totals
