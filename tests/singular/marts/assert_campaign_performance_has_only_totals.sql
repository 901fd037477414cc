-- No campaign is credited more of its own than fct_attribution_totals gives it. Mirror:
-- assert_campaign_performance_covers_every_total.
with

{{ crm_attribution.totals_and_performance(
    ref('rpt_campaign_performance'),
    group_column='campaign_id',
    group_value=crm_attribution.campaign_group('credited.')
) }}

select * from reported
except all
select * from totals
