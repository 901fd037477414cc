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

{{ crm_attribution.reported_campaigns(
    ref('int_twitter_ads__spend_conformed'), campaign_type='X Ads'
) }}

select * from unioned
