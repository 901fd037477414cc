-- One row per LinkedIn Ads account.
with

export_rows as (
    select * from {{ source('linkedin_ads', 'account_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as ad_account_id,
        currency as currency_code,
        file_name,
        row_number
    from export_rows
)

select * from renamed
