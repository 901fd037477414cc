-- One row per Microsoft Ads campaign, ones that only its reports name included.
with

accounts as (
    select
        source_system,
        ad_account_id,
        currency_code
    from {{ ref('stg_microsoft_ads__accounts') }}
),

described as (
    select
        campaigns.campaign_id,
        campaigns.source_system,
        campaigns.campaign_name,
        -- The channel rules read the network from the campaign's type.
        'Microsoft Ads' || coalesce(' ' || campaigns.microsoft_campaign_type, '') as campaign_type,
        campaigns.campaign_status,
        accounts.currency_code
    from {{ ref('stg_microsoft_ads__campaigns') }} as campaigns
    left join accounts
        on
            campaigns.source_system = accounts.source_system
            and campaigns.ad_account_id = accounts.ad_account_id
),

{{ crm_attribution.reported_campaigns(
    ref('int_microsoft_ads__spend_conformed'), campaign_type='Microsoft Ads'
) }}

select * from unioned
