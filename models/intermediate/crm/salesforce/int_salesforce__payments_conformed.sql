-- One row per Salesforce payment that came in.
with

payments as (
    select * from {{ ref('stg_salesforce__payments') }}
    where
        coalesce(is_paid, paid_at is not null)
        and not coalesce(is_written_off, false)
        and not coalesce(
            regexp_matches(lower(payment_status), '^(draft|pending|failed|cancel|declined)'), false
        )
),

conformed as (
    select
        payment_id,
        source_system,
        opportunity_id,
        account_id,
        currency_code,
        payment_amount,
        paid_at
    from payments
)

select * from conformed
