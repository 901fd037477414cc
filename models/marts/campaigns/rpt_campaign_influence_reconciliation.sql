-- One row per influence model of a CRM, opportunity that it shared out, and campaign that it or
-- this project credits.
with

crm_credits as (
    select * from {{ ref('int_crm__campaign_credits_listed') }}
),

-- A won opportunity is compared as won, any other as created.
conversions as (
    select * from {{ ref('fct_conversions') }}
    where conversion_type in ('opportunity_won', 'opportunity_created')
    qualify
        row_number() over (
            partition by opportunity_id order by conversion_type desc, conversion_id asc
        ) = 1
),

shared_out as (
    select distinct
        source_system,
        influence_model,
        opportunity_id
    from crm_credits
),

linear as (
    select
        conversions.opportunity_id,
        {{ crm_attribution.campaign_group('credits.') }} as campaign_id,
        sum(credits.credit) as credit,
        sum(credits.attributed_revenue) as attributed_revenue
    from {{ ref('fct_attribution_credits') }} as credits
    inner join conversions on credits.conversion_id = conversions.conversion_id
    where credits.attribution_model = 'linear'
    group by all
),

influenced as (
    select distinct
        conversions.opportunity_id,
        coalesce(influence.campaign_id, '(no campaign)') as campaign_id,
        influence.influenced_revenue
    from {{ ref('fct_attribution_influence') }} as influence
    inner join conversions on influence.conversion_id = conversions.conversion_id
    where influence.attribution_model = 'any_touch'
),

pairs as (
    select
        source_system,
        influence_model,
        opportunity_id,
        campaign_id
    from crm_credits
    union
    select
        shared_out.source_system,
        shared_out.influence_model,
        shared_out.opportunity_id,
        linear.campaign_id
    from shared_out
    inner join linear on shared_out.opportunity_id = linear.opportunity_id
),

-- The CRM's amount is in the opportunity's currency, and is converted as the opportunity was.
compared as (
    select
        pairs.influence_model,
        pairs.opportunity_id,
        pairs.campaign_id,
        pairs.source_system,
        conversions.conversion_id,
        conversions.conversion_type,
        '{{ var("reporting_currency") }}' as currency_code,
        cast(coalesce(
            crm_credits.influence_share,
            crm_credits.influence_amount / nullif(conversions.original_value, 0),
            0
        ) as double) as crm_credit,
        cast(round(coalesce(
            cast(crm_credits.influence_amount as double)
            * (conversions.conversion_value / nullif(conversions.original_value, 0)),
            crm_credits.influence_share * cast(conversions.conversion_value as double),
            0
        ), {{ var('money_digits') }}) as {{ crm_attribution.money_type() }})
            as crm_credited_revenue,
        cast(coalesce(linear.credit, 0) as double) as linear_credit,
        cast(coalesce(linear.attributed_revenue, 0) as {{ crm_attribution.money_type() }})
            as linear_attributed_revenue,
        coalesce(influenced.influenced_revenue, 0) as influenced_revenue,
        influenced.opportunity_id is not null as is_influenced,
        conversions.conversion_date
    from pairs
    left join conversions on pairs.opportunity_id = conversions.opportunity_id
    left join crm_credits
        on
            pairs.source_system = crm_credits.source_system
            and pairs.influence_model = crm_credits.influence_model
            and pairs.opportunity_id = crm_credits.opportunity_id
            and pairs.campaign_id = crm_credits.campaign_id
    left join linear
        on
            pairs.opportunity_id = linear.opportunity_id
            and pairs.campaign_id = linear.campaign_id
    left join influenced
        on
            pairs.opportunity_id = influenced.opportunity_id
            and pairs.campaign_id = influenced.campaign_id
),

published as (
    select
        *,
        linear_credit - crm_credit as credit_difference,
        cast(
            linear_attributed_revenue - crm_credited_revenue as {{ crm_attribution.money_type() }}
        ) as revenue_difference
    from compared
)

select * from published
