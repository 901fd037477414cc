-- One row per conversion: its value in minor units, its window and whose touchpoints count.
with

-- An undated conversion takes today's best knowledge: the last rate.
conversions as (
    select
        *,
        coalesce({{ crm_attribution.local_date('converted_at') }}, date '9999-12-30') as rate_date
    from {{ ref('int_journeys__conversions_listed') }}
),

factors as (
    select * from {{ ref('int_money__currency_factors_dated') }}
),

types as (
    select * from {{ ref('conversion_types') }}
),

rated as (
    select
        conversions.*,
        {{ crm_attribution.assert_rate_found(
            'factors.factor',
            'conversions.original_currency_code',
            'conversions.rate_date',
            'conversions.original_value'
        ) }} as currency_factor
    from conversions
    left join factors
        on
            conversions.original_currency_code = factors.currency_code
            and conversions.rate_date >= factors.valid_from
            and conversions.rate_date < factors.valid_until
),

valued as (
    select
        -- A dense integer stands for the conversion in the wide tables: a tenth of the id's bytes.
        row_number() over (order by rated.conversion_id) as conversion_key,
        rated.*,
        {{ crm_attribution.to_minor_units('rated.original_value', 'rated.currency_factor') }}
            as conversion_value_minor,
        -- A kind that the seed does not list is booked, like an order.
        case when types.conversion_type is null then 'booked' else types.revenue_basis end
            as revenue_basis,
        coalesce(types.is_settling, false) as is_settling,
        coalesce(types.is_closing, true) as is_closing,
        case
            when coalesce(types.people, 'matching') = 'person' then 'person'
            when
                '{{ var("conversion_matching") }}' = 'account' and rated.account_id is null
                then 'person'
            -- Without an opportunity there are no contact roles to ask.
            when
                '{{ var("conversion_matching") }}' in ('contact_roles', 'primary_contact')
                and rated.opportunity_id is null then 'person'
            else '{{ var("conversion_matching") }}'
        end as matched_by,
        {{ crm_attribution.lookback_window_days('rated.conversion_type') }} as lookback_window_days
    from rated
    left join types on rated.conversion_type = types.conversion_type
),

-- Whoever converts for themselves is a customer of their own, also where they have an account.
owned as (
    select
        * exclude (is_of_won_opportunity, rate_date),
        case
            when matched_by = 'person' then coalesce(person_id, account_id)
            else coalesce(account_id, person_id)
        end as customer_id,
        -- The order of a won opportunity is that deal again.
        coalesce(revenue_basis = 'booked', false)
        and not is_settling
        and not coalesce(is_of_won_opportunity, false) as is_booking
    from valued
)

select * from owned
