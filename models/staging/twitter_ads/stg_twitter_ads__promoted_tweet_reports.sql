-- One row per promoted post on X, day and placement.
with

export_rows as (
    select * from {{ source('twitter_ads', 'promoted_tweet_report') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|promoted_tweet|' || file_name || ':' || row_number as spend_id,
        promoted_tweet_id,
        account_id as ad_account_id,
        date as day_starts_at,
        date_is_date_only as is_day_date_only,
        billed_charge_local_micro,
        impressions,
        url_clicks as clicks,
        file_name,
        row_number
    from export_rows
)

select * from renamed
