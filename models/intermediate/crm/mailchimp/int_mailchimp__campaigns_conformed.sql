-- One row per Mailchimp campaign and automation.
with

campaigns as (
    select
        campaign_id,
        source_system,
        campaign_name,
        campaign_status,
        {{ crm_attribution.local_date('sent_at') }} as started_on,
        created_at
    from {{ ref('stg_mailchimp__campaigns') }}
),

automations as (
    select
        campaign_id,
        source_system,
        campaign_name,
        campaign_status,
        created_at
    from {{ ref('stg_mailchimp__automations') }}
),

unioned as (
    select * from campaigns
    union all by name
    select * from automations
),

conformed as (
    select
        *,
        'Email' as campaign_type
    from unioned
)

select * from conformed
