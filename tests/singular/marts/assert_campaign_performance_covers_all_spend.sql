-- Beside every attribution model and conversion type stands all of what was spent. Mirror:
-- assert_campaign_performance_has_only_spend.
with

{{ crm_attribution.spend_and_campaign_performance() }}

select * from spent
except all
select * from reported
