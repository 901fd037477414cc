-- rpt_channel_performance adds up to fct_attribution_totals by either date. Mirror:
-- assert_channel_performance_has_only_totals.
with

{{ crm_attribution.totals_and_performance(
    ref('rpt_channel_performance'),
    group_column='channel',
    group_value='credited.channel'
) }}

select * from totals
except all
select * from reported
