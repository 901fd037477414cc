-- One row per Google Ads campaign, ones that only its reports name included.
with

accounts as (
    select
        source_system,
        ad_account_id,
        currency_code
    from {{ ref('stg_google_ads__accounts') }}
),

described as (
    select
        campaigns.campaign_id,
        campaigns.source_system,
        campaigns.campaign_name,
        -- The channel rules read the network from the campaign's type.
        case
            when
                campaigns.advertising_channel_type is null
                or upper(campaigns.advertising_channel_type) in ('UNSPECIFIED', 'UNKNOWN')
                then 'Google Ads'
            else
                'Google Ads '
                || replace(lower(campaigns.advertising_channel_type), '_', ' ')
        end as campaign_type,
        campaigns.campaign_status,
        accounts.currency_code,
        campaigns.started_on,
        -- Google's word for a campaign without an end.
        nullif(campaigns.ended_on, date '2037-12-30') as ended_on
    from {{ ref('stg_google_ads__campaigns') }} as campaigns
    left join accounts
        on
            campaigns.source_system = accounts.source_system
            and campaigns.ad_account_id = accounts.ad_account_id
),

{{ crm_attribution.reported_campaigns(
    ref('int_google_ads__spend_conformed'), campaign_type='Google Ads'
) }}

select * from unioned
