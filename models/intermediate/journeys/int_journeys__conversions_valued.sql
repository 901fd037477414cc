-- One row per conversion, of any kind: what it is worth, whose it is, and whose journey it has.
with

-- A hazard knows who converted, and when, or says nothing about the journey.
conversions as (
    select
        *,
        converted_at is not null and coalesce(account_id, person_id) is not null as is_known
    from {{ ref('int_journeys__conversions_rated') }}
),

settlements as (
    select * from {{ ref('int_journeys__settlements_resolved') }}
),

margins as (
    select * from {{ ref('int_money__margin_rates_dated') }}
),

-- Few rows, or none: what follows costs next to nothing where nothing settles anything.
settled_bookings as (
    select
        settlements.conversion_key,
        bookings.conversion_key as booking_key,
        bookings.conversion_id as booking_id,
        bookings.conversion_type,
        bookings.customer_id,
        bookings.is_closing,
        bookings.is_known,
        bookings.converted_at
    from conversions as bookings
    inner join settlements on bookings.conversion_key = settlements.settled_conversion_key
),

-- What settles a booking has that booking's journey, customer and margin, and its own value.
settled as (
    select
        conversions.conversion_key,
        conversions.conversion_id,
        conversions.conversion_type,
        conversions.source_system,
        conversions.person_id,
        conversions.account_id,
        conversions.opportunity_id,
        conversions.original_currency_code,
        conversions.original_value,
        conversions.currency_factor,
        conversions.conversion_value_minor,
        conversions.revenue_basis,
        conversions.is_settling,
        conversions.matched_by,
        conversions.lookback_window_days,
        conversions.converted_at_basis,
        conversions.converted_at,
        conversions.opportunity_created_at,
        coalesce(bookings.booking_key, conversions.conversion_key) as journey_conversion_key,
        bookings.booking_id as settled_conversion_id,
        settlements.settled_by,
        coalesce(settlements.is_booked, conversions.is_booking) as is_booked,
        coalesce(settlements.is_invoiced, false) as is_invoiced,
        coalesce(settlements.is_paid, false) as is_paid,
        coalesce(bookings.conversion_type, conversions.conversion_type) as journey_conversion_type,
        coalesce(bookings.is_closing, conversions.is_closing) as is_closing,
        case
            when bookings.booking_key is null then conversions.customer_id
            else bookings.customer_id
        end as customer_id,
        coalesce(bookings.is_known, conversions.is_known) as is_journey_known,
        case
            when bookings.booking_key is null then conversions.converted_at
            else bookings.converted_at
        end as journey_converted_at
    from conversions
    left join settlements on conversions.conversion_key = settlements.conversion_key
    left join settled_bookings as bookings on conversions.conversion_key = bookings.conversion_key
),

-- conversion_id breaks ties between bookings of one instant.
bookings as (
    select
        conversion_key,
        row_number() over (
            partition by customer_id order by converted_at nulls last, conversion_id
        ) = 1 as is_first
    from conversions
    where is_booking and customer_id is not null
),

valued as (
    select
        settled.*,
        case
            when bookings.is_first then 'new'
            when bookings.conversion_key is not null then 'repeat'
        end as customer_type,
        coalesce(
            margins.margin_rate, cast({{ var('gross_margin_rate') }} as decimal(9, 6))
        ) as margin_rate
    from settled
    left join bookings on settled.journey_conversion_key = bookings.conversion_key
    left join margins
        on
            settled.journey_conversion_type = margins.conversion_type
            and coalesce(
                {{ crm_attribution.local_date('settled.journey_converted_at') }},
                date '9999-12-30'
            ) >= margins.valid_from
            and coalesce(
                {{ crm_attribution.local_date('settled.journey_converted_at') }},
                date '9999-12-30'
            ) < margins.valid_until
)

select * from valued
