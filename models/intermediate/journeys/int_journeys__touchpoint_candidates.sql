-- One row per conversion and touchpoint of its people, with the reason why it is out.
{{ config(materialized='view') }}

with

conversions as (
    select
        conversion_key,
        conversion_type,
        account_id,
        opportunity_id,
        matched_by,
        converted_at,
        converted_at - to_days(cast(lookback_window_days as integer)) as window_opens_at
    from {{ ref('int_journeys__conversions_valued') }}
    -- What settles a booking has the booking's journey, and none of its own.
    where journey_conversion_key = conversion_key
),

people as (
    select
        listed.person_id,
        conversions.*
    from {{ ref('int_journeys__conversion_people_listed') }} as listed
    inner join conversions on listed.conversion_key = conversions.conversion_key
),

-- The three ways to match exclude one another, so that no touchpoint meets a conversion twice. The
-- third is a meeting about the deal that names nobody. The table stands in each branch because
-- DuckDB would hold all of a CTE that is read three times in memory.
{% set matches = {
    'account_matches': ['conversions', 'account_id', "matches.matched_by = 'account'"],
    'person_matches': ['people', 'person_id', 'true'],
} -%}
{% if var('conversion_matching') in ['contact_roles', 'primary_contact'] -%}
{% do matches.update({'opportunity_matches': [
    'conversions', 'opportunity_id',
    "matches.matched_by <> 'person' and touchpoints.person_id is null"
]}) -%}
{% endif -%}
{% for name, match in matches.items() -%}
{{ name }} as (
    select
        touchpoints.touchpoint_id,
        touchpoints.person_id,
        touchpoints.campaign_id,
        touchpoints.touchpoint_type,
        touchpoints.channel,
        touchpoints.order_rank,
        touchpoints.exclusion_reason,
        touchpoints.touched_at,
        matches.conversion_key,
        matches.conversion_type,
        matches.window_opens_at,
        matches.converted_at
    from {{ ref('int_journeys__touchpoints_enriched') }} as touchpoints
    inner join {{ match[0] }} as matches on touchpoints.{{ match[1] }} = matches.{{ match[1] }}
    where {{ match[2] }}
),

{% endfor -%}
matched as (
    {% for name in matches -%}
    select * from {{ name }}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

judged as (
    select
        * exclude (exclusion_reason),
        case
            when exclusion_reason is not null then exclusion_reason
            when converted_at is null then 'conversion_undated'
            when touched_at > converted_at then 'after_conversion'
            when touched_at < window_opens_at then 'outside_lookback_window'
        end as exclusion_reason
    from matched
),

-- Without reuse a touchpoint explains the first conversion of a type it is eligible for;
-- conversion_key breaks ties between conversions of one instant.
used as (
    select
        *,
        {% if var('allow_touchpoint_reuse') -%}
        false as is_used_before
        {%- else -%}
        exclusion_reason is null and row_number() over (
            partition by touchpoint_id, conversion_type, exclusion_reason is null
            order by converted_at, conversion_key
        ) > 1 as is_used_before
        {%- endif %}
    from judged
),

candidates as (
    select
        conversion_key,
        touchpoint_id,
        person_id,
        campaign_id,
        conversion_type,
        touchpoint_type,
        channel,
        order_rank,
        case when is_used_before then 'used_by_earlier_conversion' else exclusion_reason end
            as exclusion_reason,
        exclusion_reason is null and not is_used_before as is_eligible,
        touched_at,
        converted_at
    from used
)

select * from candidates
