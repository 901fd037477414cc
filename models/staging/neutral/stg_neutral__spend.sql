-- One row per neutral day, channel and campaign of spend.
with

export_rows as (
    select * from {{ source('neutral', 'spend') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|' || file_name || ':' || row_number as spend_id,
        campaign_id as native_campaign_id,
        channel,
        currency_code,
        spend_amount,
        impressions,
        clicks,
        spend_date,
        file_name,
        row_number
    from export_rows
)

select * from renamed
