-- The campaigns' own figures add up to all that was credited, by either date. Mirror:
-- assert_campaign_performance_has_only_totals.
with

{{ crm_attribution.totals_and_performance(
    ref('rpt_campaign_performance'),
    group_column='campaign_id',
    group_value="case
            when credited.channel in ('(unattributed)', '(baseline)') then credited.channel
            else coalesce(credited.campaign_id, '(no campaign)')
        end"
) }}

select * from totals
except all
select * from reported
