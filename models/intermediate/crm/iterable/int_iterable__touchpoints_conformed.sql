-- One row per Iterable event that is a message sent, opened or clicked.
with

events as (
    select * from {{ ref('stg_iterable__events') }}
),

typed as (
    select
        *,
        case regexp_replace(lower(event_name), '[^a-z]', '', 'g')
            when 'emailsend' then 'email_sent'
            when 'emailopen' then 'email_open'
            when 'emailclick' then 'email_click'
            when 'smssend' then 'sms_sent'
            when 'smsclick' then 'sms_click'
            when 'pushsend' then 'push_sent'
            when 'pushopen' then 'push_open'
            when 'webpushsend' then 'push_sent'
            when 'webpushclick' then 'push_open'
        end as touchpoint_type
    from events
),

conformed as (
    select
        touchpoint_id,
        source_system,
        person_record_id,
        native_campaign_id,
        email_hash,
        touchpoint_type,
        is_touched_at_date_only,
        touched_at
    from typed
    where touchpoint_type is not null
)

select * from conformed
