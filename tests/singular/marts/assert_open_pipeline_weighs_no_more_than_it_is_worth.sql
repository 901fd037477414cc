-- A probability is at most 1: what a channel is likely to bring of the open pipeline is at most
-- what it is credited with, amounts below 0 taken without their sign. Each row is rounded, by half
-- a minor unit at most.
with

worth as (
    select
        credits.attribution_model,
        credits.channel,
        sum(abs(credits.attributed_revenue)) as amount
    from {{ ref('fct_attribution_credits') }} as credits
    inner join {{ ref('int_crm__opportunities_unioned') }} as opportunities
        on credits.opportunity_id = opportunities.opportunity_id
    where credits.conversion_type = 'opportunity_created' and not opportunities.is_closed
    group by credits.attribution_model, credits.channel
),

weighed as (
    select
        attribution_model,
        channel,
        count(*) as row_count,
        sum(abs(weighted_amount)) as amount
    from {{ ref('rpt_open_pipeline') }}
    group by attribution_model, channel
)

select weighed.* from weighed
left join worth
    on weighed.attribution_model = worth.attribution_model and weighed.channel = worth.channel
where
    weighed.amount > coalesce(worth.amount, 0)
    + weighed.row_count * 0.5 * power(10, -{{ var('money_digits') }})
