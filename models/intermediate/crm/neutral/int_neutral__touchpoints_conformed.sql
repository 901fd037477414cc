-- One row per redeemed coupon and answered survey of a neutral export, as a touchpoint.
with

coupon_events as (
    select * from {{ ref('stg_neutral__coupon_events') }}
    where lower(event_type) = 'redeemed'
),

coupons as (
    select * from {{ ref('stg_neutral__coupons') }}
),

survey_responses as (
    select * from {{ ref('stg_neutral__survey_responses') }}
),

-- The kind keeps them apart from a touchpoint of an equal id.
redemptions as (
    select
        coupon_events.source_system
        || '|coupon'
        || substr(coupon_events.coupon_event_id, length(coupon_events.source_system) + 1)
            as touchpoint_id,
        coupon_events.source_system,
        coupon_events.person_record_id,
        coupon_events.email_hash,
        coalesce(coupon_events.native_campaign_id, coupons.native_campaign_id)
            as native_campaign_id,
        'coupon_redemption' as touchpoint_type,
        coupons.coupon_code as content,
        true as has_responded,
        coupon_events.is_happened_at_date_only as is_touched_at_date_only,
        coupon_events.happened_at as touched_at
    from coupon_events
    left join coupons on coupon_events.coupon_id = coupons.coupon_id
),

-- A survey of many questions was answered once, when its first answer was given.
surveys as (
    select
        source_system
        || '|survey'
        || substr(survey_response_id, length(source_system) + 1) as touchpoint_id,
        source_system,
        min(person_record_id) as person_record_id,
        min(account_id) as account_id,
        min(email_hash) as email_hash,
        min(native_campaign_id) as native_campaign_id,
        'survey_response' as touchpoint_type,
        true as has_responded,
        arg_min(is_responded_at_date_only, responded_at) as is_touched_at_date_only,
        min(responded_at) as touched_at
    from survey_responses
    group by source_system, survey_response_id
),

conformed as (
    select * from redemptions
    union all by name
    select * from surveys
)

select * from conformed
