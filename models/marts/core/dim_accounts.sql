-- One row per account, those that are only referred to included.
with

accounts as (
    select * from {{ ref('int_crm__accounts_unioned') }}
),

referred as (
    select account_id from {{ ref('int_identity__persons_described') }}
    union
    select account_id from {{ ref('int_journeys__conversions_valued') }}
    union
    select account_id from {{ ref('int_journeys__touchpoints_enriched') }}
),

missing as (
    select referred.account_id
    from referred
    anti join accounts on referred.account_id = accounts.account_id
    where referred.account_id is not null
),

published as (
    select
        account_id,
        source_system,
        parent_account_id,
        {% if var('publish_account_names') -%}
        account_name,
        {%- else -%}
        cast(null as varchar) as account_name,
        {%- endif %}
        account_type,
        industry,
        false as is_inferred,
        created_at
    from accounts
    union all
    select
        account_id,
        -- The system stands before the id.
        split_part(account_id, '|', 1) as source_system,
        null as parent_account_id,
        null as account_name,
        null as account_type,
        null as industry,
        true as is_inferred,
        null as created_at
    from missing
)

select * from published
