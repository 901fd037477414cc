-- One row per X Ads campaign, ones that only its reports name included.
with

described as (
    select
        campaign_id,
        source_system,
        campaign_name,
        'X Ads' as campaign_type,
        campaign_status,
        currency_code,
        cast(total_budget_amount_local_micro * 0.000001 as decimal(28, 10)) as budgeted_cost,
        {{ crm_attribution.local_date('started_at') }} as started_on,
        {{ crm_attribution.local_date('ended_at') }} as ended_on,
        created_at
    from {{ ref('stg_twitter_ads__campaigns') }}
),

-- A campaign that was deleted since is in no history; its cost still has a channel.
reported as (
    select distinct
        source_system,
        {{ crm_attribution.system_key('source_system', 'native_campaign_id') }}
            as campaign_id,
        'X Ads' as campaign_type
    from {{ ref('int_twitter_ads__spend_conformed') }}
    where native_campaign_id is not null
),

unioned as (
    select * from described
    union all by name
    select reported.* from reported
    anti join described on reported.campaign_id = described.campaign_id
)

select * from unioned
