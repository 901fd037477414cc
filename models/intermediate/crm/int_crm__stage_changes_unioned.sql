-- One row per change of an opportunity of any source system.
with

salesforce as (
    select
        opportunity_id,
        source_system,
        stage_name,
        amount,
        entered_at
    from {{ ref('stg_salesforce__opportunity_history') }}
),

neutral as (
    select
        opportunity_id,
        source_system,
        stage_name,
        amount,
        entered_at
    from {{ ref('stg_neutral__stage_changes') }}
),

unioned as (
    select * from salesforce
    union all
    select * from neutral
)

select * from unioned
