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
        lookback_window_days,
        converted_at
    from {{ ref('int_journeys__conversions_valued') }}
),

people as (
    select * from {{ ref('int_journeys__conversion_people_listed') }}
),

touchpoints as (
    select
        touchpoint_id,
        person_id,
        account_id,
        opportunity_id,
        campaign_id,
        touchpoint_type,
        channel,
        order_rank,
        exclusion_reason,
        touched_at
    from {{ ref('int_journeys__touchpoints_enriched') }}
),

-- The three ways to match exclude one another, so that no touchpoint meets a conversion twice.
matched as (
    select
        conversions.conversion_key,
        touchpoints.*
    from touchpoints
    inner join conversions on touchpoints.account_id = conversions.account_id
    where conversions.matched_by = 'account'
    union all
    select
        people.conversion_key,
        touchpoints.*
    from touchpoints
    inner join people on touchpoints.person_id = people.person_id
    union all
    -- A meeting about the deal that names nobody.
    select
        conversions.conversion_key,
        touchpoints.*
    from touchpoints
    inner join conversions on touchpoints.opportunity_id = conversions.opportunity_id
    where
        conversions.matched_by in ('contact_roles', 'primary_contact')
        and touchpoints.person_id is null
),

judged as (
    select
        matched.* exclude (exclusion_reason),
        conversions.conversion_type,
        conversions.converted_at,
        case
            when matched.exclusion_reason is not null then matched.exclusion_reason
            when conversions.converted_at is null then 'conversion_undated'
            when matched.touched_at > conversions.converted_at then 'after_conversion'
            when
                matched.touched_at
                < conversions.converted_at
                - to_days(cast(conversions.lookback_window_days as integer))
                then 'outside_lookback_window'
        end as exclusion_reason
    from matched
    inner join conversions on matched.conversion_key = conversions.conversion_key
),

{% if not var('allow_touchpoint_reuse') -%}
-- Without reuse a touchpoint explains the first conversion of a type it is eligible for;
-- conversion_key breaks ties between conversions of one instant.
used as (
    select
        *,
        exclusion_reason is null and row_number() over (
            partition by touchpoint_id, conversion_type, exclusion_reason is null
            order by converted_at, conversion_key
        ) > 1 as is_used_before
    from judged
),
{% endif -%}


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
        {% if var('allow_touchpoint_reuse') -%}
        exclusion_reason,
        exclusion_reason is null as is_eligible,
        {% else -%}
        case when is_used_before then 'used_by_earlier_conversion' else exclusion_reason end
            as exclusion_reason,
        exclusion_reason is null and not is_used_before as is_eligible,
        {% endif -%}
        touched_at,
        converted_at
    from {{ 'judged' if var('allow_touchpoint_reuse') else 'used' }}
)

select * from candidates
