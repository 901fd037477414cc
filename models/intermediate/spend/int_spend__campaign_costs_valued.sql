-- One row per campaign with an actual cost: the cost in minor units, and its days.
{{ config(materialized='view') }}
with

campaigns as (
    select
        campaign_id,
        {{ crm_attribution.known_currency_code('currency_code') }} as currency_code,
        actual_cost,
        -- A record made after the campaign was over tells nothing of its start.
        coalesce(
            started_on, least({{ crm_attribution.local_date('created_at') }}, ended_on)
        ) as started_on,
        ended_on
    from {{ ref('int_crm__campaigns_unioned') }}
    where actual_cost is not null and actual_cost <> 0
),

factors as (
    select * from {{ ref('int_money__currency_factors_dated') }}
),

-- Without an end, or with one before the start, all of it falls on the first day.
dated as (
    select
        campaigns.* replace (
            greatest(campaigns.started_on, coalesce(campaigns.ended_on, campaigns.started_on))
                as ended_on
        ),
        {{ crm_attribution.assert_rate_found(
            'factors.factor',
            'campaigns.currency_code',
            'campaigns.started_on',
            'campaigns.actual_cost'
        ) }} as currency_factor
    from campaigns
    left join factors
        on
            campaigns.currency_code = factors.currency_code
            and coalesce(campaigns.started_on, date '9999-12-30') >= factors.valid_from
            and coalesce(campaigns.started_on, date '9999-12-30') < factors.valid_until
),

totals as (
    select
        campaign_id,
        started_on,
        {{ crm_attribution.to_minor_units('actual_cost', 'currency_factor') }} as cost_minor,
        coalesce(date_diff('day', started_on, ended_on), 0) + 1 as day_count
    from dated
)

select * from totals
