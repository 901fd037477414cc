-- One row per promoted post on X.
with

export_rows as (
    select * from {{ source('twitter_ads', 'promoted_tweet_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as promoted_tweet_id,
        line_item_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
