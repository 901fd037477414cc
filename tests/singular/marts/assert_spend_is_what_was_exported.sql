-- fct_spend is what the exports say was spent, in the reporting currency and to the minor unit:
-- each exported row, and the actual cost of each campaign without one, or the rest of it that its
-- children's spend leaves. Both ways: nothing is lost, and no campaign is charged twice.
{%- set units = '1' ~ '0' * var('money_digits') %}
{%- set reporting = var('reporting_currency') %}
{%- set converted = 'cast(costs.amount as double)'
    ~ ' * (cast(rates.own_rate as double) / cast(rates.reporting_rate as double)) * ' ~ units %}
with

campaigns as (
    select
        campaign_id,
        actual_cost,
        {{ crm_attribution.known_currency_code('currency_code') }} as currency_code,
        coalesce(
            started_on,
            least({{ crm_attribution.local_date('created_at') }}, ended_on),
            date '9999-12-30'
        ) as cost_date
    from {{ ref('int_crm__campaigns_unioned') }}
),

spend as (
    select
        stacked.spend_id as cost_id,
        matched.campaign_id,
        stacked.spend_amount as amount,
        {{ crm_attribution.known_currency_code('stacked.currency_code') }} as currency_code,
        stacked.spend_date as cost_date
    from {{ ref('int_crm__spend_stacked') }} as stacked
    left join {{ ref('int_crm__campaign_references_matched') }} as matched
        on
            stacked.source_system = matched.source_system
            and stacked.native_campaign_id = matched.native_campaign_id
),

costs as (
    select
        cost_id,
        campaign_id,
        amount,
        currency_code,
        cost_date
    from spend
    union all
    select
        'actual_cost|' || campaigns.campaign_id as cost_id,
        campaigns.campaign_id,
        campaigns.actual_cost as amount,
        campaigns.currency_code,
        campaigns.cost_date
    from campaigns
    anti join spend on campaigns.campaign_id = spend.campaign_id
    where campaigns.actual_cost <> 0
),

-- The newest rate of the cost's day, of its currency and of the one reported in.
rates as (
    select
        costs.cost_id,
        max_by(seed.rate, seed.valid_from) filter (seed.currency_code = costs.currency_code)
            as own_rate,
        max_by(seed.rate, seed.valid_from) filter (seed.currency_code = '{{ reporting }}')
            as reporting_rate
    from costs
    left join {{ ref('currency_rates') }} as seed on costs.cost_date >= seed.valid_from
    group by costs.cost_id
),

-- Rounded once: by decimals where nothing is converted, else as a double like every conversion.
staged as (
    select
        costs.cost_id,
        costs.campaign_id,
        case
            when costs.currency_code = '{{ reporting }}'
                then cast(round(costs.amount * {{ units }}, 0) as bigint)
            else cast(round({{ converted }}) as bigint)
        end as amount_minor
    from costs
    inner join rates on costs.cost_id = rates.cost_id
),

published as (
    select
        case
            when starts_with(spend_basis, 'actual_cost') then 'actual_cost|' || campaign_id
            else spend_id
        end as cost_id,
        campaign_id,
        spend_basis = 'actual_cost_rest' as is_rest,
        cast(sum(spend_amount * {{ units }}) as bigint) as amount_minor
    from {{ ref('fct_spend') }}
    group by all
)

select
    staged.cost_id as staged_cost_id,
    published.cost_id as published_cost_id,
    staged.amount_minor as staged_minor,
    published.amount_minor as published_minor
from staged
full outer join published on staged.cost_id = published.cost_id
where
    case
        when published.is_rest
            then (published.amount_minor between 0 and staged.amount_minor) is not true
        else staged.amount_minor is distinct from published.amount_minor
    end
    or staged.campaign_id is distinct from published.campaign_id
