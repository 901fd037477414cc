-- One row per attribution model, channel, campaign, funnel stage and source of the probability, of
-- the opportunities that are open.
with

opportunities as (
    select * from {{ ref('int_journeys__opportunities_dated') }}
    where not is_closed
),

subjects as (
    select * from {{ ref('int_funnel__subjects_described') }}
    where subject_type = 'opportunity'
),

credits as (
    select * from {{ ref('fct_attribution_credits') }}
    where conversion_type = 'opportunity_created'
),

-- Of the opportunities that were ever in a stage and came to an end, how many were won.
histories as (
    select
        passages.funnel_stage,
        count(*) filter (subjects.current_stage = 'customer') as won_count,
        count(*) as closed_count
    from {{ ref('int_funnel__passages_summarised') }} as passages
    inner join subjects on passages.subject_id = subjects.subject_id
    where subjects.current_stage in ('customer', 'loss')
    group by passages.funnel_stage
),

likely as (
    select
        opportunities.opportunity_id,
        subjects.current_stage as funnel_stage,
        case
            when opportunities.win_probability is not null then 'crm'
            when histories.closed_count > 0 then 'stage_history'
            when stages.win_probability is not null then 'stage_default'
            else 'unknown'
        end as probability_basis,
        cast(coalesce(
            opportunities.win_probability,
            round(histories.won_count / nullif(histories.closed_count, 0), 6),
            stages.win_probability
        ) as decimal(7, 6)) as win_probability
    from opportunities
    inner join subjects on opportunities.opportunity_id = subjects.opportunity_id
    left join histories on subjects.current_stage = histories.funnel_stage
    left join {{ ref('int_crm__stages_mapped') }} as stages
        on
            stages.is_opportunity
            and opportunities.source_system = stages.source_system
            and opportunities.stage_name = stages.stage_name
),

summed as (
    select
        credits.attribution_model,
        credits.channel,
        {{ crm_attribution.campaign_group('credits.') }} as campaign_id,
        likely.funnel_stage,
        likely.probability_basis,
        credits.currency_code,
        cast(sum(credits.credit) as decimal(38, 12)) as attributed_opportunities,
        cast(sum(credits.attributed_revenue) as {{ crm_attribution.money_type() }})
            as attributed_amount,
        cast(
            round(
                sum(
                    cast(credits.attributed_revenue as decimal(28, {{ var('money_digits') }}))
                    * likely.win_probability
                ), {{ var('money_digits') }}
            ) as {{ crm_attribution.money_type() }}
        ) as weighted_amount
    from credits
    inner join likely on credits.opportunity_id = likely.opportunity_id
    group by all
),

published as (
    select
        *,
        cast(weighted_amount as double) / nullif(cast(attributed_amount as double), 0)
            as weighted_win_rate
    from summed
)

select * from published
