-- fct_spend holds nothing but the staged costs: no campaign is charged both its exported spend and
-- its actual cost, no day twice. Mirror: assert_spend_covers_every_staged_cost.
{%- set units = '1' ~ '0' * var('money_digits') %}
with

campaigns as (
    {% for adapter in ['salesforce', 'neutral'] -%}
    select
        campaign_id,
        actual_cost,
        coalesce(currency_code, '{{ var("default_currency_code") }}') as currency_code,
        coalesce(started_on, cast(created_at as date), ended_on, date '9999-12-30') as cost_date
    from {{ ref('stg_' ~ adapter ~ '__campaigns') }}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

spend as (
    select
        stg_spend.source_system || '|' || stg_spend.file_name || ':' || stg_spend.row_number
            as cost_id,
        matched.campaign_id,
        stg_spend.spend_amount as amount,
        coalesce(stg_spend.currency_code, '{{ var("default_currency_code") }}') as currency_code,
        stg_spend.spend_date as cost_date
    from {{ ref('stg_neutral__spend') }} as stg_spend
    left join {{ ref('int_crm__campaign_references_matched') }} as matched
        on
            stg_spend.source_system = matched.source_system
            and stg_spend.native_campaign_id = matched.native_campaign_id
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
        'actual_cost|' || campaign_id as cost_id,
        campaign_id,
        actual_cost as amount,
        currency_code,
        cost_date
    from campaigns
    where
        actual_cost <> 0
        and campaign_id not in (select campaign_id from spend where campaign_id is not null)
),

-- The newest rate of the cost's day, of its currency and of the one reported in.
rates as (
    select
        costs.cost_id,
        arg_max(cast(seed.rate as double), seed.valid_from)
            filter (where seed.currency_code = costs.currency_code) as own_rate,
        arg_max(cast(seed.rate as double), seed.valid_from)
            filter (where seed.currency_code = '{{ var("reporting_currency") }}') as reporting_rate
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
            when costs.currency_code = '{{ var("reporting_currency") }}'
                then cast(round(costs.amount * {{ units }}, 0) as bigint)
            else
                cast(round(
                    cast(costs.amount as double) * (rates.own_rate / rates.reporting_rate)
                    * {{ units }}
                ) as bigint)
        end as amount_minor
    from costs
    inner join rates on costs.cost_id = rates.cost_id
),

published as (
    select
        case
            when spend_basis = 'actual_cost' then 'actual_cost|' || campaign_id else spend_id
        end as cost_id,
        campaign_id,
        cast(sum(spend_amount * {{ units }}) as bigint) as amount_minor
    from {{ ref('fct_spend') }}
    group by all
)

select * from published
except all
select * from staged
