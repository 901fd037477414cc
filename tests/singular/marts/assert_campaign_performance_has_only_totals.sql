-- No campaign is credited more of its own than fct_attribution_totals gives it. Mirror:
-- assert_campaign_performance_covers_every_total.
with

{{ crm_attribution.totals_and_performance(
    ref('rpt_campaign_performance'),
    group_column='campaign_id',
    group_value="case
            when credited.channel in ('(unattributed)', '(baseline)') then credited.channel
            else coalesce(credited.campaign_id, '(no campaign)')
        end"
) }}

select * from reported
except all
select * from totals
