-- One row per combination of given channel, source, medium, campaign type and touchpoint type that
-- touchpoints or campaigns have.
with

rules as (
    select * from {{ ref('channel_rules') }}
),

touchpoints as (
    select
        given_channel,
        source,
        medium,
        campaign_type,
        touchpoint_type,
        count(*) as touchpoint_count
    from {{ ref('int_crm__touchpoints_unioned') }}
    group by all
),

-- A campaign has a channel, for its cost, even where nobody responded.
campaigns as (
    select distinct
        channel as given_channel,
        cast(null as varchar) as source,
        cast(null as varchar) as medium,
        campaign_type,
        'campaign_response' as touchpoint_type,
        0 as touchpoint_count
    from {{ ref('int_crm__campaigns_unioned') }}
),

listed as (
    select * from touchpoints
    union all
    select * from campaigns
),

combinations as (
    select
        given_channel,
        source,
        medium,
        campaign_type,
        touchpoint_type,
        sum(touchpoint_count) as touchpoint_count
    from listed
    group by all
),

-- An empty pattern matches anything; the others match the whole value, in any capitals.
matches as (
    select
        combinations.*,
        rules.rule_order,
        rules.channel,
        rules.is_online
    from combinations
    left join rules
        on
    {% for part in ['source', 'medium', 'campaign_type', 'touchpoint_type'] -%}
        {{ 'and ' if not loop.first }}(
            rules.{{ part }}_pattern is null
            or regexp_full_match(
                lower(coalesce(combinations.{{ part }}, '')), rules.{{ part }}_pattern
            )
        )
    {% endfor %}
),

types as (
    select
        touchpoint_type,
        order_rank,
        is_response,
        is_online
    from {{ ref('touchpoint_types') }}
),

-- First match wins. A web visit of which nothing is known came directly.
mapped as (
    select
        given_channel,
        source,
        medium,
        campaign_type,
        touchpoint_type,
        touchpoint_count,
        min(rule_order) as rule_order,
        coalesce(
            given_channel,
            arg_min(channel, rule_order),
            case
                when touchpoint_type = 'web_visit' and source is null and medium is null
                    then 'Direct'
            end,
            '(unmapped)'
        ) as channel,
        -- The rule that gave the channel decides, also when it leaves this open.
        arg_min_null(is_online, rule_order) as is_online
    from matches
    group by given_channel, source, medium, campaign_type, touchpoint_type, touchpoint_count
),

-- A type that the seed does not know counts, and lies in the middle of an instant's order.
typed as (
    select
        mapped.* exclude (is_online),
        coalesce(types.order_rank, 50) as order_rank,
        coalesce(types.is_response, true) as is_response,
        coalesce(mapped.is_online, types.is_online) as is_online
    from mapped
    left join types on mapped.touchpoint_type = types.touchpoint_type
)

select * from typed
