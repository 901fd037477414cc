-- One row per Zoho invoice that is neither a draft nor void.
with

invoices as (
    select * from {{ ref('stg_zoho__invoices') }}
    where
        not coalesce(
            regexp_matches(lower(invoice_status), '^(draft|void|cancel|reject)'), false
        )
),

conformed as (
    select
        invoices.invoice_id,
        invoices.source_system,
        invoices.order_id,
        coalesce(invoices.opportunity_id, deal_names.record_id) as opportunity_id,
        coalesce(invoices.account_id, account_names.record_id) as account_id,
        coalesce(invoices.person_record_id, person_names.person_record_id) as person_record_id,
        invoices.currency_code,
        invoices.invoice_amount,
        coalesce(invoices.invoiced_at, invoices.created_at) as invoiced_at
    from invoices
    {{ crm_attribution.named_record('account_names', 'invoices', 'account', 'account_name') }}
    {{ crm_attribution.named_record('deal_names', 'invoices', 'opportunity', 'deal_name') }}
    {{ crm_attribution.named_person('person_names', 'invoices', 'contact_full_name_hash') }}
)

select * from conformed
