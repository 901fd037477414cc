-- One row per combination of what decides a channel that touchpoints or campaigns have, with the
-- channel it gets.
{%- set parts = {
    'source': 'visit_source',
    'site_category': 'site_category',
    'medium': 'visit_medium',
    'campaign_name': 'campaign_name',
    'campaign_type': 'campaign_type',
    'touchpoint_type': 'touchpoint_type',
} %}
{%- set intersection = namespace(of='source_matches.rule_orders') %}
{%- for part in parts if part != 'source' %}
    {%- set intersection.of
        = 'list_intersect(' ~ intersection.of ~ ', ' ~ part ~ '_matches.rule_orders)' %}
{%- endfor %}

with

rules as (
    select * from {{ ref('channel_rules') }}
),

combinations as (
    select * from {{ ref('int_journeys__touchpoint_combinations_listed') }}
),

-- Each value is held against each pattern once, however many combinations share it: a pattern that
-- comes from a column is compiled anew for every row. An empty pattern matches anything; the others
-- match the whole value, in any capitals.
{% for part, column in parts.items() -%}
{{ part }}_matches as (
    select
        listed.{{ column }},
        list(rules.rule_order) as rule_orders
    from (select distinct {{ column }} from combinations) as listed
    inner join rules
        on
            rules.{{ part }}_pattern is null
            or regexp_full_match(
                lower(coalesce(listed.{{ column }}, '')), rules.{{ part }}_pattern
            )
    group by listed.{{ column }}
),

{% endfor -%}

-- A rule matches where each of its patterns does; the first one wins.
matched as (
    select
        combinations.*,
        list_min({{ intersection.of }}) as rule_order
    from combinations
    left join source_matches
        on combinations.visit_source is not distinct from source_matches.visit_source
    left join site_category_matches
        on combinations.site_category is not distinct from site_category_matches.site_category
    left join medium_matches
        on combinations.visit_medium is not distinct from medium_matches.visit_medium
    left join campaign_name_matches
        on combinations.campaign_name is not distinct from campaign_name_matches.campaign_name
    left join campaign_type_matches
        on combinations.campaign_type is not distinct from campaign_type_matches.campaign_type
    left join touchpoint_type_matches
        on combinations.touchpoint_type is not distinct from touchpoint_type_matches.touchpoint_type
),

types as (
    select
        touchpoint_type,
        order_rank,
        is_response,
        is_online
    from {{ ref('touchpoint_types') }}
),

-- A web visit of which nothing is known came directly. A type that the seed does not know counts,
-- and lies in the middle of an instant's order.
mapped as (
    select
        matched.*,
        coalesce(
            matched.given_channel,
            rules.channel,
            case
                when
                    matched.touchpoint_type = 'web_visit' and matched.visit_source is null
                    and matched.visit_medium is null and matched.campaign_name is null
                    then 'Direct'
            end,
            '(unmapped)'
        ) as channel,
        coalesce(types.order_rank, 50) as order_rank,
        coalesce(types.is_response, true) as is_response,
        -- The rule that gave the channel decides, unless it leaves this open.
        coalesce(rules.is_online, types.is_online) as is_online
    from matched
    left join rules on matched.rule_order = rules.rule_order
    left join types on matched.touchpoint_type = types.touchpoint_type
)

select * from mapped
