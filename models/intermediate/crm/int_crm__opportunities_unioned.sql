-- One row per opportunity of any source system.
with

salesforce as (
    select
        opportunity_id,
        source_system,
        account_id,
        cast(null as varchar) as person_record_id,
        primary_campaign_id,
        stage_name,
        opportunity_type,
        lead_source,
        currency_code,
        amount,
        is_closed,
        is_won,
        created_at,
        closed_at
    from {{ ref('stg_salesforce__opportunities') }}
),

neutral as (
    select
        opportunity_id,
        source_system,
        account_id,
        person_record_id,
        primary_campaign_id,
        stage_name,
        opportunity_type,
        lead_source,
        currency_code,
        amount,
        is_closed,
        is_won,
        created_at,
        closed_at
    from {{ ref('stg_neutral__opportunities') }}
),

stages as (
    select
        stage_name,
        is_closed,
        is_won
    from {{ ref('opportunity_stages') }}
),

unioned as (
    select * from salesforce
    union all
    select * from neutral
),

-- An export may leave out the flags, or leave them empty for false: the stage then tells.
flagged as (
    select
        unioned.* replace (
            coalesce(
                unioned.is_closed, nullif(unioned.is_won, false), stages.is_closed, false
            ) as is_closed,
            coalesce(unioned.is_won, stages.is_won, false) as is_won
        )
    from unioned
    left join stages on lower(unioned.stage_name) = lower(stages.stage_name)
)

select * from flagged
