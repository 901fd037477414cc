-- One row per LinkedIn creative and day.
with

export_rows as (
    select * from {{ source('linkedin_ads', 'ad_analytics_by_creative') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|creative|' || file_name || ':' || row_number as spend_id,
        creative_id,
        day as spend_date,
        cost_in_local_currency,
        cost_in_usd,
        impressions,
        clicks,
        file_name,
        row_number
    from export_rows
)

select * from renamed
