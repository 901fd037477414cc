-- One row per X Ads account.
with

export_rows as (
    select * from {{ source('twitter_ads', 'account_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as ad_account_id,
        timezone,
        file_name,
        row_number
    from export_rows
)

select * from renamed
