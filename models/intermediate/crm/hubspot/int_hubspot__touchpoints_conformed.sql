-- One row per HubSpot touchpoint: e-mails, forms, and the visits that HubSpot dates.
with

emails as (
    select * from {{ ref('int_hubspot__email_touchpoints_chosen') }}
),

forms as (
    select
        * exclude (utm_content, form_name),
        coalesce(utm_content, form_name) as content
    from {{ ref('int_hubspot__form_touchpoints_chosen') }}
),

visits as (
    select * from {{ ref('int_hubspot__visit_touchpoints_chosen') }}
),

-- A marketing campaign is tagged with its UTM value, not with its GUID.
campaigns as (
    select
        source_system,
        lower(utm_campaign) as utm_campaign,
        min(native_campaign_id) as native_campaign_id
    from {{ ref('stg_hubspot__campaigns') }}
    where utm_campaign is not null
    group by all
    having count(*) = 1
),

unioned as (
    select * from emails
    union all by name
    select * from forms
    union all by name
    select * from visits
),

conformed as (
    select
        unioned.touchpoint_id,
        unioned.source_system,
        unioned.person_record_id,
        coalesce(
            unioned.native_campaign_id, campaigns.native_campaign_id, unioned.utm_campaign
        ) as native_campaign_id,
        unioned.email_hash,
        unioned.touchpoint_type,
        unioned.channel,
        unioned.source,
        unioned.medium,
        unioned.utm_campaign as campaign_name,
        unioned.term,
        unioned.content,
        unioned.landing_page,
        unioned.referrer,
        unioned.click_id,
        unioned.click_id_type,
        unioned.is_touched_at_date_only,
        unioned.touched_at
    from unioned
    left join campaigns
        on
            unioned.source_system = campaigns.source_system
            and lower(unioned.utm_campaign) = campaigns.utm_campaign
)

select * from conformed
