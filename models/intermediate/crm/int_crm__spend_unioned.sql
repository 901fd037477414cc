-- One row per exported row of spend.
with

spend as (
    select * from {{ ref('int_crm__spend_stacked') }}
),

campaign_references as (
    select * from {{ ref('int_crm__campaign_references_matched') }}
),

named as (
    select
        spend.spend_id,
        spend.source_system,
        campaign_references.campaign_id,
        spend.channel as given_channel,
        spend.currency_code,
        spend.spend_amount,
        spend.impressions,
        spend.clicks,
        spend.spend_date
    from spend
    left join campaign_references
        on
            spend.source_system = campaign_references.source_system
            and spend.native_campaign_id = campaign_references.native_campaign_id
)

select * from named
