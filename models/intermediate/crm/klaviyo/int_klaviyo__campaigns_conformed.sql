-- One row per Klaviyo campaign and flow.
with

campaigns as (
    select
        campaign_id,
        source_system,
        campaign_name,
        case
            when lower(klaviyo_campaign_type) like '%sms%' then 'SMS'
            when lower(klaviyo_campaign_type) like '%push%' then 'Push'
            else 'Email'
        end as campaign_type,
        campaign_status,
        {{ crm_attribution.local_date('sent_at') }} as started_on,
        created_at
    from {{ ref('stg_klaviyo__campaigns') }}
),

-- A flow may mix mails and text messages: the kind of each message decides its channel.
flows as (
    select
        campaign_id,
        source_system,
        campaign_name,
        'Flow' as campaign_type,
        campaign_status,
        created_at
    from {{ ref('stg_klaviyo__flows') }}
),

unioned as (
    select * from campaigns
    union all by name
    select * from flows
)

select * from unioned
