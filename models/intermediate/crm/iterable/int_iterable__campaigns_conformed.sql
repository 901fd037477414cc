-- One row per Iterable campaign.
with

campaigns as (
    select * from {{ ref('stg_iterable__campaigns') }}
),

channels as (
    select
        types.source_system,
        types.message_type_id,
        channels.message_medium
    from {{ ref('stg_iterable__message_types') }} as types
    inner join {{ ref('stg_iterable__channels') }} as channels
        on
            types.source_system = channels.source_system
            and types.channel_id = channels.channel_id
),

-- Older exports tell the medium of a campaign by its messages alone.
media as (
    select
        events.source_system,
        events.native_campaign_id,
        min(channels.message_medium) as message_medium
    from {{ ref('stg_iterable__events') }} as events
    inner join channels
        on
            events.source_system = channels.source_system
            and events.message_type_id = channels.message_type_id
    group by events.source_system, events.native_campaign_id
),

conformed as (
    select
        campaigns.campaign_id,
        campaigns.source_system,
        campaigns.parent_campaign_id,
        campaigns.campaign_name,
        coalesce(campaigns.message_medium, media.message_medium) as campaign_type,
        campaigns.campaign_status,
        {{ crm_attribution.local_date('campaigns.started_at') }} as started_on,
        {{ crm_attribution.local_date('campaigns.ended_at') }} as ended_on,
        campaigns.created_at
    from campaigns
    left join media
        on
            campaigns.source_system = media.source_system
            and campaigns.native_campaign_id = media.native_campaign_id
)

select * from conformed
