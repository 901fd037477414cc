-- One row per conversion: the length of its journey, which may be 0, and where its positions lie;
-- what settles a booking has the journey of that.
{# A view: fct_journeys alone reads it, and writes what it reads. -#}
{{ config(materialized='view') }}
with

conversions as (
    select * from {{ ref('int_journeys__conversions_valued') }}
),

touchpoints as (
    select * from {{ ref('int_journeys__touchpoints_positioned') }}
),

openings as (
    select
        conversion_key,
        opportunity_created_at
    from conversions
    where opportunity_created_at is not null
),

-- In journey order the last touchpoint at or before an instant is as far along as there are
-- touchpoints at or before it.
aggregated as (
    select
        touchpoints.conversion_key,
        count(*) as journey_length,
        count(distinct touchpoints.channel) as channel_count,
        max(touchpoints.touchpoint_position) filter (touchpoints.channel <> 'Direct')
            as last_non_direct_position,
        min(touchpoints.touchpoint_position) filter (touchpoints.is_lead_creation)
            as lead_creation_position,
        count(*) filter (touchpoints.touched_at <= openings.opportunity_created_at)
            as opportunity_creation_position,
        arg_min(touchpoints.channel, touchpoints.touchpoint_position) as first_channel,
        arg_max(touchpoints.channel, touchpoints.touchpoint_position) as last_channel,
        min(touchpoints.touched_at) as first_touched_at,
        max(touchpoints.touched_at) as last_touched_at
    from touchpoints
    left join openings on touchpoints.conversion_key = openings.conversion_key
    group by touchpoints.conversion_key
),

summarised as (
    select
        conversions.conversion_key,
        conversions.journey_conversion_key,
        conversions.conversion_id,
        conversions.conversion_type,
        conversions.journey_conversion_type,
        conversions.person_id,
        conversions.account_id,
        conversions.opportunity_id,
        conversions.customer_type,
        conversions.original_currency_code,
        conversions.conversion_value_minor,
        conversions.margin_rate,
        conversions.is_booked,
        conversions.is_invoiced,
        conversions.is_paid,
        conversions.is_journey_known,
        conversions.converted_at,
        conversions.journey_converted_at,
        coalesce(aggregated.journey_length, 0) as journey_length,
        coalesce(aggregated.channel_count, 0) as channel_count,
        -- Only direct touchpoints: the last of them.
        coalesce(aggregated.last_non_direct_position, aggregated.journey_length)
            as last_non_direct_position,
        aggregated.lead_creation_position,
        nullif(aggregated.opportunity_creation_position, 0) as opportunity_creation_position,
        case when conversions.is_closing then aggregated.journey_length end as closing_position,
        aggregated.first_channel,
        aggregated.last_channel,
        aggregated.first_touched_at,
        aggregated.last_touched_at
    from conversions
    left join aggregated on conversions.journey_conversion_key = aggregated.conversion_key
)

select * from summarised
