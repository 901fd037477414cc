-- One row per account of any source system.
with

salesforce as (
    select
        account_id,
        source_system,
        parent_account_id,
        account_name,
        account_type,
        industry,
        created_at
    from {{ ref('stg_salesforce__accounts') }}
),

neutral as (
    select
        account_id,
        source_system,
        parent_account_id,
        account_name,
        cast(null as varchar) as account_type,
        industry,
        created_at
    from {{ ref('stg_neutral__accounts') }}
),

unioned as (
    select * from salesforce
    union all
    select * from neutral
)

select * from unioned
