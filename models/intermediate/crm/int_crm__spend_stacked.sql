-- One row per exported row of spend of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__spend',
        'int_google_ads__spend_conformed',
        'int_facebook_ads__spend_conformed',
        'int_linkedin_ads__spend_conformed',
        'int_microsoft_ads__spend_conformed',
        'int_twitter_ads__spend_conformed',
        'stg_marketo__program_costs',
    ]) }}
),

listed as (
    select
        spend_id,
        source_system,
        native_campaign_id,
        channel,
        currency_code,
        spend_amount,
        impressions,
        clicks,
        spend_date
    from unioned
)

select * from listed
