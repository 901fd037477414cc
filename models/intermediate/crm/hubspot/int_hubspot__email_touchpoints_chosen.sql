-- One row per HubSpot e-mail that was sent, opened or clicked, as a touchpoint.
with

email_events as (
    select * from {{ ref('stg_hubspot__email_events') }}
),

clicks as (
    select
        email_event_id,
        url
    from {{ ref('stg_hubspot__email_clicks') }}
),

-- Robots and colleagues are no audience, and an event that another replaces happened once.
chosen as (
    select
        email_events.email_event_id as touchpoint_id,
        email_events.source_system,
        email_events.native_campaign_id,
        email_events.email_hash,
        case upper(email_events.event_type)
            when 'SENT' then 'email_sent'
            when 'OPEN' then 'email_open'
            when 'CLICK' then 'email_click'
        end as touchpoint_type,
        coalesce(email_events.url, clicks.url) as landing_page,
        email_events.is_occurred_at_date_only as is_touched_at_date_only,
        email_events.occurred_at as touched_at
    from email_events
    left join clicks on email_events.email_event_id = clicks.email_event_id
    where
        not coalesce(email_events.is_filtered, false)
        and email_events.obsoleted_by_event_id is null
        and upper(email_events.event_type) in ('SENT', 'OPEN', 'CLICK')
)

select * from chosen
