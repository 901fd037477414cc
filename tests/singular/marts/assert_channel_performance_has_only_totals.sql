-- rpt_channel_performance credits nothing that fct_attribution_totals does not. Mirror:
-- assert_channel_performance_covers_every_total.
with

{{ crm_attribution.totals_and_performance(
    ref('rpt_channel_performance'),
    group_column='channel',
    group_value='credited.channel'
) }}

select * from reported
except all
select * from totals
