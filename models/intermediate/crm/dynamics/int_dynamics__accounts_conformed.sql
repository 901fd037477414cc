-- One row per Dynamics account that was not merged into another.
with

-- Dynamics itself moves the contacts and opportunities of a merged account.
accounts as (
    select * from {{ ref('stg_dynamics__accounts') }}
    where merged_into_account_id is null
),

conformed as (
    select
        accounts.account_id,
        accounts.source_system,
        coalesce(accounts.parent_account_id, parents.record_id) as parent_account_id,
        accounts.account_name,
        coalesce(accounts.type_label, types.option_label) as account_type,
        coalesce(accounts.industry_label, industries.option_label) as industry,
        accounts.website_domain,
        accounts.created_at
    from accounts
    {{ crm_attribution.named_record('parents', 'accounts', 'account', 'parent_account_name') }}
    {{ crm_attribution.dynamics_option(
        'types', 'accounts', 'account', 'customertypecode', 'type_option'
    ) }}
    {{ crm_attribution.dynamics_option(
        'industries', 'accounts', 'account', 'industrycode', 'industry_option'
    ) }}
)

select * from conformed
