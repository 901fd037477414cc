-- One row per account of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__accounts',
        'stg_salesforce__accounts',
        'int_zoho__accounts_conformed',
        'stg_hubspot__companies',
        'int_fxiaoke__accounts_conformed',
        'int_dynamics__accounts_conformed',
        'stg_marketo__companies',
        'stg_pardot__prospect_accounts',
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
