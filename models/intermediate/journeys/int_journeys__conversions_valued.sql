-- One row per conversion, of any kind: what it is worth, whose it is, and whose journey it has.
with

conversions as (
    select * from {{ ref('int_journeys__conversions_rated') }}
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
        bookings.person_id,
        bookings.account_id,
        bookings.customer_id,
        bookings.is_closing,
        bookings.converted_at
    from conversions as bookings
    inner join settlements on bookings.conversion_key = settlements.settled_conversion_key
),

-- What settles a booking has that booking's journey, customer and margin, and its own value.
settled as (
    select
        conversions.* exclude (
            customer_id, is_closing, is_booking, named_conversion_id, named_payment_id,
            is_settlement_named, is_order_cancelled
        ),
        coalesce(bookings.booking_key, conversions.conversion_key) as journey_conversion_key,
        bookings.booking_id as settled_conversion_id,
        settlements.settled_by,
        coalesce(settlements.is_booked, conversions.is_booking) as is_booked,
        coalesce(settlements.is_invoiced, false) as is_invoiced,
        coalesce(settlements.is_paid, false) as is_paid,
        {% for column in [
            'conversion_type', 'person_id', 'account_id', 'customer_id', 'is_closing',
            'converted_at',
        ] -%}
        {% set prefix = '' if column in ['customer_id', 'is_closing'] else 'journey_' -%}
        case
            when bookings.booking_key is null then conversions.{{ column }}
            else bookings.{{ column }}
        end as {{ prefix ~ column }}{{ ',' if not loop.last }}
        {% endfor -%}
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
        settled.* exclude (journey_person_id, journey_account_id),
        case
            when bookings.is_first then 'new'
            when bookings.conversion_key is not null then 'repeat'
        end as customer_type,
        coalesce(
            margins.margin_rate, cast({{ var('gross_margin_rate') }} as decimal(9, 6))
        ) as margin_rate,
        -- A hazard knows who converted, and when, or says nothing about the journey.
        settled.journey_converted_at is not null
        and coalesce(settled.journey_account_id, settled.journey_person_id) is not null
            as is_journey_known
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
