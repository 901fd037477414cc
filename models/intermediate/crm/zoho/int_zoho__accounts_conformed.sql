-- One row per Zoho account.
with

accounts as (
    select * from {{ ref('stg_zoho__accounts') }}
),

conformed as (
    select
        accounts.account_id,
        accounts.source_system,
        coalesce(accounts.parent_account_id, parents.record_id) as parent_account_id,
        accounts.account_name,
        accounts.account_type,
        accounts.industry,
        accounts.website_domain,
        accounts.created_at
    from accounts
    {{ crm_attribution.named_record('parents', 'accounts', 'account', 'parent_account_name') }}
)

select * from conformed
