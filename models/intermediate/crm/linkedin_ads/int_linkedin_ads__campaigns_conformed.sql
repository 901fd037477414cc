-- One row per LinkedIn Ads campaign, ones that only its reports name included.
with

accounts as (
    select
        source_system,
        ad_account_id,
        currency_code
    from {{ ref('stg_linkedin_ads__accounts') }}
),

campaigns as (
    select
        campaigns.campaign_id,
        campaigns.source_system,
        {{ crm_attribution.system_key(
            'campaigns.source_system', "'campaign_group:' || campaigns.campaign_group_id"
        ) }} as parent_campaign_id,
        campaigns.campaign_name,
        campaigns.campaign_status,
        accounts.currency_code,
        campaigns.created_at
    from {{ ref('stg_linkedin_ads__campaigns') }} as campaigns
    left join accounts
        on
            campaigns.source_system = accounts.source_system
            and campaigns.ad_account_id = accounts.ad_account_id
),

-- Groups and campaigns may share a number: the groups say what they are.
campaign_groups as (
    select
        {{ crm_attribution.system_key(
            'source_system', "'campaign_group:' || campaign_group_id"
        ) }} as campaign_id,
        source_system,
        campaign_name,
        campaign_status,
        created_at
    from {{ ref('stg_linkedin_ads__campaign_groups') }}
),

described as (
    select
        *,
        'LinkedIn Ads' as campaign_type
    from (
        select * from campaigns
        union all by name
        select * from campaign_groups
    ) as both_levels
),

{{ crm_attribution.reported_campaigns(
    ref('int_linkedin_ads__spend_conformed'), campaign_type='LinkedIn Ads'
) }}

select * from unioned
