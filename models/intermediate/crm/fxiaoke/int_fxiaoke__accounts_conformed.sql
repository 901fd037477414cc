-- One row per Fxiaoke account (客户) that is not void.
with

accounts as (
    select * from {{ ref('stg_fxiaoke__accounts') }}
    where not is_void
),

conformed as (
    select
        accounts.account_id,
        accounts.source_system,
        coalesce(accounts.parent_account_id, parents.record_id) as parent_account_id,
        accounts.account_name,
        types.option_label as account_type,
        industries.option_label as industry,
        accounts.website_domain,
        accounts.created_at
    from accounts
    {{ crm_attribution.named_record('parents', 'accounts', 'account', 'parent_account_name') }}
    {{ crm_attribution.fxiaoke_option(
        'types', 'accounts', 'AccountObj', 'account_type', 'account_type'
    ) }}
    {{ crm_attribution.fxiaoke_option(
        'industries', 'accounts', 'AccountObj', 'industry_level1', 'industry'
    ) }}
)

select * from conformed
