-- One row per Dynamics currency.
with

export_rows as (
    select * from {{ source('dynamics', 'transaction_currency') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('transactioncurrencyid') }} as currency_id,
        isocurrencycode as currency_code,
        currencyname as currency_name,
        file_name,
        row_number
    from export_rows
)

select * from renamed
