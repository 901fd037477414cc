-- One row per campaign of any source system.
with

salesforce as (
    select
        campaign_id,
        source_system,
        parent_campaign_id,
        campaign_name,
        campaign_type,
        campaign_status,
        cast(null as varchar) as channel,
        currency_code,
        actual_cost,
        budgeted_cost,
        started_on,
        ended_on,
        created_at
    from {{ ref('stg_salesforce__campaigns') }}
),

neutral as (
    select
        campaign_id,
        source_system,
        parent_campaign_id,
        campaign_name,
        campaign_type,
        campaign_status,
        channel,
        currency_code,
        actual_cost,
        budgeted_cost,
        started_on,
        ended_on,
        created_at
    from {{ ref('stg_neutral__campaigns') }}
),

unioned as (
    select * from salesforce
    union all
    select * from neutral
)

select * from unioned
