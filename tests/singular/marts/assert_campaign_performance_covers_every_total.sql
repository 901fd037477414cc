-- The campaigns' own figures add up to all that was credited, by either date. Mirror:
-- assert_campaign_performance_has_only_totals.
with

{{ crm_attribution.totals_and_performance(
    ref('rpt_campaign_performance'),
    group_column='campaign_id',
    group_value=crm_attribution.campaign_group('credited.')
) }}

select * from totals
except all
select * from reported
