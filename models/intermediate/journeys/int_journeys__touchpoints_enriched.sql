-- One row per touchpoint: its person, account, channel and whether it can count at all.
with

touchpoints as (
    select * from {{ ref('int_journeys__touchpoints_sourced') }}
),

channels as (
    select * from {{ ref('int_journeys__touchpoint_channels_mapped') }}
),

persons as (
    select
        resolved.node_id,
        resolved.person_id,
        described.account_id
    from {{ ref('int_identity__persons_resolved') }} as resolved
    inner join {{ ref('int_identity__persons_described') }} as described
        on resolved.person_id = described.person_id
),

cookie_periods as (
    select * from {{ ref('int_identity__cookie_periods_listed') }}
),

opportunities as (
    select
        opportunity_id,
        account_id
    from {{ ref('int_crm__opportunities_unioned') }}
),

joined as (
    select
        touchpoints.touchpoint_id,
        touchpoints.source_system,
        persons.person_id,
        coalesce(touchpoints.account_id, opportunities.account_id, persons.account_id)
            as account_id,
        touchpoints.opportunity_id,
        touchpoints.campaign_id,
        touchpoints.touchpoint_type,
        channels.channel,
        channels.visit_source as source,
        channels.visit_medium as medium,
        touchpoints.content,
        touchpoints.landing_page,
        coalesce(touchpoints.is_online, channels.is_online) as is_online,
        coalesce(touchpoints.has_responded, channels.is_response) as has_responded,
        coalesce(touchpoints.is_touched_at_date_only, false) as is_touched_at_date_only,
        channels.order_rank,
        {% if var('date_only_touchpoints_at') == 'day_start' -%}
        -- A bare date was read as the last second of its local day.
        case
            when touchpoints.is_touched_at_date_only
                then
                    {{ crm_attribution.local_to_utc(
                        'cast(' ~ crm_attribution.local_date('touchpoints.touched_at')
                        ~ ' as timestamp)'
                    ) }}
            else touchpoints.touched_at
        end as touched_at
        {%- else -%}
        touchpoints.touched_at
        {%- endif %}
    from touchpoints
    -- Every combination is mapped, so no touchpoint is lost here.
    inner join channels
        on
            touchpoints.touchpoint_type = channels.touchpoint_type
            and touchpoints.given_channel is not distinct from channels.given_channel
            and touchpoints.source is not distinct from channels.source
            and touchpoints.medium is not distinct from channels.medium
            and touchpoints.campaign_name is not distinct from channels.campaign_name
            and touchpoints.campaign_type is not distinct from channels.campaign_type
            and touchpoints.click_id_name is not distinct from channels.click_id_name
            and touchpoints.referring_host is not distinct from channels.referring_host
    -- Few browsers change hands; whose they were is a matter of time.
    left join cookie_periods
        on
            '(cookie_id)|' || touchpoints.source_system || '|' || touchpoints.cookie_id
            = cookie_periods.cookie_node_id
            and touchpoints.touched_at >= cookie_periods.valid_from
            and touchpoints.touched_at < cookie_periods.valid_to
    left join persons
        on
            coalesce(
                touchpoints.person_record_id,
                '(email)|' || touchpoints.email_hash,
                cookie_periods.person_id,
                '(cookie_id)|' || touchpoints.source_system || '|' || touchpoints.cookie_id,
                '(click_id)|' || touchpoints.click_id
            )
            = persons.node_id
    left join opportunities on touchpoints.opportunity_id = opportunities.opportunity_id
),

judged as (
    select
        *,
        case
            when touched_at is null then 'undated'
            when touchpoint_type = 'sales_planned' then 'not_completed'
            when
                touchpoint_type in (
                    {{ crm_attribution.text_list(var('excluded_touchpoint_types')) }}
                )
                then 'touchpoint_type_excluded'
            when channel in ({{ crm_attribution.text_list(var('excluded_channels')) }})
                then 'channel_excluded'
            when
                not has_responded and not {{ var('count_unresponded_members') }}
                then 'not_responded'
        end as exclusion_reason
    from joined
)

select * from judged
