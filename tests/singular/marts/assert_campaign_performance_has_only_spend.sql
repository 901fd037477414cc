-- No campaign's own spend is more than fct_spend holds for it. Mirror:
-- assert_campaign_performance_covers_all_spend.
with

{{ crm_attribution.spend_and_campaign_performance() }}

select * from reported
except all
select * from spent
