-- One row per Facebook Ads campaign, ones that only its reports name included.
with

accounts as (
    select
        source_system,
        ad_account_id,
        currency_code
    from {{ ref('stg_facebook_ads__accounts') }}
),

described as (
    select
        campaigns.campaign_id,
        campaigns.source_system,
        campaigns.campaign_name,
        'Facebook Ads' as campaign_type,
        campaigns.campaign_status,
        accounts.currency_code,
        {{ crm_attribution.local_date('campaigns.started_at') }} as started_on,
        {{ crm_attribution.local_date('campaigns.ended_at') }} as ended_on,
        campaigns.created_at
    from {{ ref('stg_facebook_ads__campaigns') }} as campaigns
    left join accounts
        on
            campaigns.source_system = accounts.source_system
            and campaigns.ad_account_id = accounts.ad_account_id
),

{{ crm_attribution.reported_campaigns(
    ref('int_facebook_ads__spend_conformed'), campaign_type='Facebook Ads'
) }}

select * from unioned
