-- One row per project: the first and the last day that the exports know conversions or touchpoints
-- of, and spend.
{{ config(materialized='view') }}
with

instants as (
    select
        starts_at as first_at,
        ends_at as last_at
    from {{ ref('int_attribution__observation_bounded') }}
    union all
    -- Conversions of nobody known are left out there.
    select
        min(converted_at) as first_at,
        max(converted_at) as last_at
    from {{ ref('int_journeys__conversions_valued') }}
),

observed as (
    select
        {{ crm_attribution.local_date('min(first_at)') }} as first_date,
        {{ crm_attribution.local_date('max(last_at)') }} as last_date
    from instants
),

spend as (
    select
        min(spend_date) as first_spend_date,
        max(spend_date) as last_spend_date
    from {{ ref('int_spend__daily_unioned') }}
),

bounded as (
    select
        observed.first_date,
        observed.last_date,
        spend.first_spend_date,
        -- A campaign's cost may be spread over days that are yet to come.
        case
            when spend.last_spend_date > observed.last_date then observed.last_date
            else spend.last_spend_date
        end as last_spend_date
    from observed
    cross join spend
)

select * from bounded
