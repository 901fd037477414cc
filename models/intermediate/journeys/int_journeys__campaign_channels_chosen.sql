-- One row per campaign, inferred ones included: its channel and whether any system describes it.
with

campaigns as (
    select * from {{ ref('int_crm__campaigns_unioned') }}
),

channels as (
    select * from {{ ref('int_journeys__touchpoint_channels_mapped') }}
    where
        touchpoint_type = 'campaign_response' and source is null and medium is null
        and campaign_name is null and click_id_name is null and referring_host is null
),

inferred as (
    select distinct
        campaign_id,
        source_system
    from {{ ref('int_crm__campaign_references_matched') }}
    where is_inferred
    union
    -- A member of a campaign that is not in the export.
    select
        members.campaign_id,
        members.source_system
    from {{ ref('int_crm__campaign_members_unioned') }} as members
    anti join campaigns on members.campaign_id = campaigns.campaign_id
),

-- The channel most of a campaign's touchpoints have; the name breaks ties.
observed as (
    select
        campaign_id,
        arg_max(channel, {'n': touchpoint_count, 'channel': channel}) as channel
    from (
        select
            campaign_id,
            channel,
            count(*) as touchpoint_count
        from {{ ref('int_journeys__touchpoints_enriched') }}
        where campaign_id is not null and channel <> '(unmapped)'
        group by campaign_id, channel
    )
    group by campaign_id
),

everything as (
    select
        campaign_id,
        source_system,
        campaign_type,
        channel as given_channel,
        false as is_inferred
    from campaigns
    union all
    select
        campaign_id,
        source_system,
        null as campaign_type,
        null as given_channel,
        true as is_inferred
    from inferred
),

chosen as (
    select
        everything.campaign_id,
        everything.source_system,
        everything.is_inferred,
        coalesce(
            nullif(channels.channel, '(unmapped)'), observed.channel, '(unmapped)'
        ) as channel
    from everything
    left join channels
        on
            everything.given_channel is not distinct from channels.given_channel
            and everything.campaign_type is not distinct from channels.campaign_type
    left join observed on everything.campaign_id = observed.campaign_id
)

select * from chosen
