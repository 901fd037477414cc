-- One row per channel with spend: the parameters of its response curve, or why it is withheld.
with

responses as (
    select * from {{ ref('int_planning__responses_fitted') }}
),

published as (
    select
        channel,
        curve_family,
        withheld_reason,
        collinear_channel,
        told_apart_channels,
        '{{ var("reporting_currency") }}' as currency_code,
        week_count,
        spend_week_count,
        yearly_waves as yearly_wave_count,
        {% for amount in ['current_spend', 'highest_spend', 'scale'] -%}
        {{ crm_attribution.from_minor_units('round(' ~ amount ~ '_minor)') }}
            as {{ amount }}_amount,
        {% endfor -%}
        -- The bounds of a withheld curve say how little is known; a point would say more.
        case
            when withheld_reason is null
                then {{ crm_attribution.from_minor_units('round(coefficient_minor)') }}
        end as coefficient_amount,
        {% for bound in ['lower', 'upper'] -%}
        {{ crm_attribution.from_minor_units('round(coefficient_minor_' ~ bound ~ ')') }}
            as coefficient_amount_{{ bound }},
        {% endfor -%}
        adstock_decay as adstock_decay_rate,
        case when withheld_reason is null then marginal_return end as marginal_return,
        marginal_return_lower,
        marginal_return_upper,
        effect_p_value,
        shared_variation as shared_variation_rate,
        r_squared,
        r_squared_beside_controls,
        withheld_reason is not null as is_withheld,
        has_trend
    from responses
)

select * from published
