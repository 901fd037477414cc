-- One row per touchpoint of any source system: campaign responses, campaign sends, sales
-- activities, visits, e-mails and whatever else a system calls one.
with

campaigns as (
    select
        campaign_id,
        campaign_type,
        channel
    from {{ ref('int_crm__campaigns_unioned') }}
),

engagements as (
    select * from {{ ref('int_crm__engagements_unioned') }}
),

campaign_references as (
    select * from {{ ref('int_crm__campaign_references_matched') }}
),

stacked as (
    select
        touchpoints.touchpoint_id,
        touchpoints.source_system,
        touchpoints.person_record_id,
        touchpoints.account_id,
        touchpoints.opportunity_id,
        campaign_references.campaign_id,
        touchpoints.email_hash,
        touchpoints.cookie_id,
        touchpoints.touchpoint_type,
        coalesce(touchpoints.channel, campaigns.channel) as given_channel,
        touchpoints.source,
        touchpoints.medium,
        campaigns.campaign_type,
        touchpoints.campaign_name,
        touchpoints.term,
        touchpoints.content,
        touchpoints.landing_page,
        touchpoints.referrer,
        touchpoints.click_id,
        touchpoints.click_id_type,
        touchpoints.is_online,
        touchpoints.has_responded,
        touchpoints.is_touched_at_date_only,
        touchpoints.touched_at
    from {{ ref('int_crm__touchpoints_stacked') }} as touchpoints
    left join campaign_references
        on
            touchpoints.source_system = campaign_references.source_system
            and touchpoints.native_campaign_id = campaign_references.native_campaign_id
    left join campaigns on campaign_references.campaign_id = campaigns.campaign_id
),

unioned as (
    select * from stacked
    union all by name
    select * from engagements
)

select * from unioned
