-- One row per conversion: its journey, which may have no touchpoints.
-- It waits for the other half of the credits, so that a build which stops at an attribution model
-- does not leave new journeys beside old touchpoints:
-- {{ ref('int_attribution__touchpoints_weighted') }}
with

journeys as (
    select * from {{ ref('int_journeys__journeys_summarised') }}
),

published as (
    select
        conversion_key,
        conversion_id,
        person_id,
        account_id,
        opportunity_id,
        conversion_type,
        first_channel,
        last_channel,
        customer_type,
        '{{ var("reporting_currency") }}' as currency_code,
        original_currency_code,
        cast(journey_length as integer) as journey_length,
        cast(channel_count as integer) as channel_count,
        cast(lead_creation_position as integer) as lead_creation_position,
        cast(opportunity_creation_position as integer) as opportunity_creation_position,
        cast(last_non_direct_position as integer) as last_non_direct_position,
        cast(closing_position as integer) as closing_position,
        conversion_value_minor,
        {{ crm_attribution.from_minor_units('conversion_value_minor') }} as conversion_value,
        margin_rate,
        date_diff('microsecond', first_touched_at, journey_converted_at) / 86400e6
            as days_first_touchpoint_to_conversion,
        is_booked,
        is_invoiced,
        is_paid,
        is_journey_known,
        journey_conversion_key <> conversion_key as is_settled,
        {{ crm_attribution.local_date('converted_at') }} as conversion_date,
        first_touched_at,
        last_touched_at,
        converted_at
    from journeys
)

select * from published
