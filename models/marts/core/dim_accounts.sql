-- One row per account, those that are only referred to included.
with

accounts as (
    select * from {{ ref('int_crm__accounts_unioned') }}
),

referred as (
    select
        account_id,
        source_system
    from {{ ref('int_identity__persons_described') }}
    where account_id is not null
    union
    select
        account_id,
        source_system
    from {{ ref('int_journeys__conversions_valued') }}
    where account_id is not null
),

-- A person's own system names a referred account only when it is the account's; min() settles it.
missing as (
    select
        referred.account_id,
        min(split_part(referred.account_id, '|', 1)) as source_system
    from referred
    anti join accounts on referred.account_id = accounts.account_id
    group by referred.account_id
),

published as (
    select
        account_id,
        source_system,
        parent_account_id,
        {{ 'account_name' if var('publish_account_names') else 'cast(null as varchar)' }},
        account_type,
        industry,
        false as is_inferred,
        created_at
    from accounts
    union all
    select
        account_id,
        source_system,
        null as parent_account_id,
        null as account_name,
        null as account_type,
        null as industry,
        true as is_inferred,
        null as created_at
    from missing
)

select * from published
