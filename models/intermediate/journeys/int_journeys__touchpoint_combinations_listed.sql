-- One row per combination of what decides a channel that touchpoints or campaigns have.
with

touchpoints as (
    select
        given_channel,
        source,
        medium,
        campaign_name,
        campaign_type,
        touchpoint_type,
        click_id_name,
        referring_host,
        count(*) as touchpoint_count
    from {{ ref('int_journeys__touchpoints_sourced') }}
    group by all
),

-- A campaign has a channel, for its cost, even where nobody responded.
campaigns as (
    select distinct
        channel as given_channel,
        cast(null as varchar) as source,
        cast(null as varchar) as medium,
        cast(null as varchar) as campaign_name,
        campaign_type,
        'campaign_response' as touchpoint_type,
        cast(null as varchar) as click_id_name,
        cast(null as varchar) as referring_host,
        0 as touchpoint_count
    from {{ ref('int_crm__campaigns_unioned') }}
),

unioned as (
    select * from touchpoints
    union all
    select * from campaigns
),

combined as (
    select
        * exclude (touchpoint_count),
        sum(touchpoint_count) as touchpoint_count
    from unioned
    group by all
),

click_ids as (
    select
        cast(null as varchar) as click_id_name,
        cast(null as varchar) as source,
        cast(null as varchar) as medium
    where false
    {%- for name, click_id in crm_attribution.click_id_sources().items() %}
    union all
    select
        '{{ name }}',
        '{{ click_id.source }}',
        '{{ click_id.medium }}'
    {%- endfor %}
),

-- What the export names comes first, but for a medium that hides a click that was paid for.
sourced as (
    select
        combined.*,
        coalesce(combined.source, click_ids.source, combined.referring_host) as visit_source,
        coalesce(
            nullif(click_ids.medium, 'referral'),
            combined.medium,
            click_ids.medium,
            case when combined.referring_host is not null then 'referral' end
        ) as visit_medium
    from combined
    left join click_ids on combined.click_id_name = click_ids.click_id_name
),

site_categories as (
    select
        source,
        site_category
    from {{ ref('site_categories') }}
),

-- m.example.com and de.example.com are the site example.com, where the list has not their own.
categorised as (
    select
        sourced.*,
        coalesce(sites.site_category, main_sites.site_category) as site_category
    from sourced
    left join site_categories as sites on lower(sourced.visit_source) = sites.source
    left join site_categories as main_sites
        on
            regexp_replace(
                lower(sourced.visit_source), '^(www|m|mobile|l|lm|amp|touch|[a-z]{2})\.', ''
            ) = main_sites.source
)

select * from categorised
