-- One row per influence model of a source system, opportunity and campaign that it credits.
with

influences as (
    select * from {{ ref('int_crm__campaign_influences_unioned') }}
),

opportunities as (
    select * from {{ ref('int_crm__opportunities_unioned') }}
),

-- A campaign is credited once for each of its people.
influenced as (
    select
        source_system,
        coalesce(influence_model, '(unnamed)') as influence_model,
        opportunity_id,
        campaign_id,
        sum(influence_share) as influence_share,
        sum(influence_amount) as influence_amount
    from influences
    group by all
),

-- What every CRM knows: the campaign that an opportunity names as its source has all of it.
primary_sources as (
    select
        source_system,
        'primary_campaign_source' as influence_model,
        opportunity_id,
        primary_campaign_id as campaign_id,
        1 as influence_share,
        amount as influence_amount
    from opportunities
    where primary_campaign_id is not null
),

unioned as (
    select * from influenced
    union all
    select * from primary_sources
)

select * from unioned
