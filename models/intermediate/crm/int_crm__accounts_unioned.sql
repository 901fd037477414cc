-- One row per account of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        ref('stg_neutral__accounts'),
        ref('stg_salesforce__accounts'),
        ref('int_zoho__accounts_conformed'),
        ref('stg_hubspot__companies'),
        ref('int_fxiaoke__accounts_conformed'),
        ref('int_dynamics__accounts_conformed'),
        ref('stg_marketo__companies'),
        ref('stg_pardot__prospect_accounts'),
    ]) }}
),

listed as (
    select
        account_id,
        source_system,
        parent_account_id,
        account_name,
        account_type,
        industry,
        website_domain,
        created_at
    from unioned
)

select * from listed
