-- One row per channel and reporting period: whom the channel reached.
with

-- An account, else a person, as a number: ids are long and there are as many as touchpoints.
touched as (
    select distinct
        hash(account_id is null, coalesce(account_id, person_id)) as unit_hash,
        channel,
        true as is_touched,
        {{ crm_attribution.period_start('touchpoint_date') }} as period_start_date
    from {{ ref('fct_touchpoints') }}
    where exclusion_reason is null and coalesce(account_id, person_id) is not null
),

-- What settles a booking is no other one.
bookings as (
    select
        conversion_key,
        hash(account_id is null, coalesce(account_id, person_id, conversion_id)) as unit_hash,
        {{ crm_attribution.period_start('conversion_date') }} as period_start_date
    from {{ ref('fct_journeys') }}
    where is_booked and not is_settled and journey_length > 0
),

booked as (
    select distinct
        bookings.unit_hash,
        touchpoints.channel,
        false as is_touched,
        bookings.period_start_date
    from bookings
    inner join {{ ref('fct_journey_touchpoints') }} as touchpoints
        on bookings.conversion_key = touchpoints.conversion_key
),

unioned as (
    select * from touched
    union all
    select * from booked
),

reached as (
    select
        unit_hash,
        channel,
        period_start_date,
        bool_or(is_touched) as is_touched
    from unioned
    group by unit_hash, channel, period_start_date
),

published as (
    select
        channel,
        count(*) filter (where is_touched) as touched_count,
        count(*) as reached_count,
        period_start_date
    from reached
    group by channel, period_start_date
)

select * from published
