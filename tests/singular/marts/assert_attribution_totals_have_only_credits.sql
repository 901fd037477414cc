-- fct_attribution_totals holds nothing that the credits do not add up to. Mirror:
-- assert_attribution_totals_cover_every_credit.
with

{{ crm_attribution.credits_and_totals() }}

select * from totals
except all
select * from credits
