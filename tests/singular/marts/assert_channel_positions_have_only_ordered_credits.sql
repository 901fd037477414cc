-- rpt_channel_positions holds no credit that ordered Shapley does not give. Mirror:
-- assert_channel_positions_cover_every_ordered_credit.
with

{{ crm_attribution.totals_and_channel_positions() }}

select * from positions
except all
select * from totals
