-- One row per conversion that settles another (invoice, payment, refund): the booked conversion
-- that it belongs to, and the revenue bases it counts in.
with

conversions as (
    select * from {{ ref('int_journeys__conversions_rated') }}
),

settling as (
    select
        conversion_key,
        source_system,
        person_id,
        account_id,
        named_conversion_id,
        named_payment_id,
        revenue_basis,
        is_settlement_named,
        is_named_unbooked,
        converted_at
    from conversions
    where is_settling
),

-- Also the order of a won opportunity that an export tells of twice is no booking.
bookings as (
    select
        conversion_key,
        conversion_id,
        person_id,
        account_id,
        converted_at
    from conversions
    where is_booking
),

payments as (
    select conversion_id from conversions
    where is_settling and revenue_basis = 'paid'
),

named as (
    select
        settling.*,
        bookings.conversion_key as named_conversion_key,
        payments.conversion_id is not null as is_payment_known
    from settling
    left join bookings on settling.named_conversion_id = bookings.conversion_id
    left join payments on settling.named_payment_id = payments.conversion_id
),

unnamed as (
    select * from named
    where revenue_basis = 'refunded' and not coalesce(is_settlement_named, false)
),

-- The largest key breaks ties between bookings of one instant.
{% for owner in ['person_id', 'account_id'] -%}
bookings_by_{{ owner }} as (
    select
        bookings.{{ owner }},
        bookings.converted_at,
        max(bookings.conversion_key) as conversion_key
    from bookings
    semi join unnamed on bookings.{{ owner }} = unnamed.{{ owner }}
    where bookings.converted_at is not null
    group by bookings.{{ owner }}, bookings.converted_at
),

latest_by_{{ owner }} as (
    select
        unnamed.conversion_key,
        bookings.conversion_key as latest_conversion_key
    from unnamed
    asof inner join bookings_by_{{ owner }} as bookings
        on
            unnamed.{{ owner }} = bookings.{{ owner }}
            and unnamed.converted_at >= bookings.converted_at
),

{% endfor -%}
resolved as (
    select
        named.*,
        coalesce(
            named.named_conversion_key,
            latest_by_person_id.latest_conversion_key,
            latest_by_account_id.latest_conversion_key
        ) as settled_conversion_key,
        coalesce(
            cast(settled_conversion_key as varchar),
            case when named.is_named_unbooked then named.named_conversion_id end
        ) as booking_id
    from named
    left join latest_by_person_id on named.conversion_key = latest_by_person_id.conversion_key
    left join latest_by_account_id on named.conversion_key = latest_by_account_id.conversion_key
),

-- Whether the same booking, or what was never booked, has invoices and payments; of what belongs to
-- neither, whether its source system has.
accompanied as (
    select
        {% for basis in ['invoiced', 'paid'] -%}
        case
            when booking_id is null then bool_or(revenue_basis = '{{ basis }}') over of_system
            else bool_or(revenue_basis = '{{ basis }}') over of_booking
        end as has_{{ basis }},
        {% endfor -%}
        resolved.*
    from resolved
    window
        of_system as (partition by source_system),
        of_booking as (partition by booking_id)
),

-- A refund takes back from every basis in which there is something to take back.
published as (
    select
        conversion_key,
        settled_conversion_key,
        case
            when named_conversion_key is not null then 'named'
            when settled_conversion_key is not null then 'latest_booking'
            else 'none'
        end as settled_by,
        revenue_basis = 'refunded'
        and (settled_conversion_key is not null or not coalesce(is_named_unbooked, false))
            as is_booked,
        revenue_basis = 'invoiced' or (revenue_basis = 'refunded' and has_invoiced) as is_invoiced,
        revenue_basis = 'paid'
        or (revenue_basis = 'refunded' and (is_payment_known or has_paid)) as is_paid
    from accompanied
)

select * from published
