-- What ordered Shapley credits to a channel is in rpt_channel_positions, at one place or another.
-- Mirror: assert_channel_positions_have_only_ordered_credits.
with

{{ crm_attribution.totals_and_channel_positions() }}

select * from totals
except all
select * from positions
