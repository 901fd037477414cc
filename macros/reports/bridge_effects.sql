{#- CTEs that split the change of booked revenue into effects; the last is bridge_effects, with
    <effect>_minor of volume, mix, rate, value, new_channel, lost_channel, fx and refund. Formulas: doc
    block revenue_bridge.
    paired: a CTE with the keys, and reached, conversions, booked_minor, fx_minor and refund_minor,
    each _before and _after; keys: its columns that the channels of a bridge have in common. -#}
{% macro bridge_effects(paired, keys) %}
{%- set factors = ['total', 'share', 'rate', 'value'] -%}
-- What no channel may claim reached nobody: its conversions are its volume.
bridge_volumes as (
    select
        *,
        booked_minor_after - fx_minor_after as steady_minor,
        {% for side in ['before', 'after'] -%}
        cast(coalesce(nullif(reached_{{ side }}, 0), conversions_{{ side }}) as decimal(38, 12))
            as volume_{{ side }}{{ ',' if not loop.last }}
        {% endfor -%}
    from {{ paired }}
),

bridge_totals as (
    select
        *,
        volume_before > 0 and volume_after > 0 as is_compared,
        {% for side in ['before', 'after'] -%}
        cast(
            sum(volume_{{ side }}) filter (where volume_before > 0 and volume_after > 0) over (
                partition by {{ keys | join(', ') }}
            ) as double
        ) as total_{{ side }}{{ ',' if not loop.last }}
        {% endfor -%}
    from bridge_volumes
),

-- Without a conversion in one of the periods there is no value per conversion to change.
bridge_factors as (
    select
        *,
        {% for side, other, amount, other_amount in [
            ('before', 'after', 'booked_minor_before', 'steady_minor'),
            ('after', 'before', 'steady_minor', 'booked_minor_before'),
        ] -%}
        cast(volume_{{ side }} as double) / nullif(total_{{ side }}, 0) as share_{{ side }},
        cast(conversions_{{ side }} as double) / nullif(cast(volume_{{ side }} as double), 0)
            as rate_{{ side }},
        coalesce(
            {{ amount }} / nullif(cast(conversions_{{ side }} as double), 0),
            {{ other_amount }} / nullif(cast(conversions_{{ other }} as double), 0),
            0
        ) as value_{{ side }}{{ ',' if not loop.last }}
        {% endfor -%}
    from bridge_totals
),

bridge_products as (
    select
        *,
        {% for factor, effect in {'total': 'volume', 'share': 'mix', 'rate': 'rate'}.items() -%}
        case
            when is_compared
                then cast(round(
                    {{ crm_attribution.product_effect(factor, factors) }}
                ) as hugeint)
            else 0
        end as {{ effect }}_minor,
        {% endfor -%}
        steady_minor - booked_minor_before as steady_change_minor
    from bridge_factors
),

-- The value effect is what the rounded others leave, so its last units are theirs.
bridge_effects as (
    select
        * exclude (fx_minor_before),
        case
            when is_compared then steady_change_minor - volume_minor - mix_minor - rate_minor else 0
        end as value_minor,
        case when not is_compared and volume_before = 0 then steady_change_minor else 0 end
            as new_channel_minor,
        case when not is_compared and volume_before > 0 then steady_change_minor else 0 end
            as lost_channel_minor,
        fx_minor_after as fx_minor,
        refund_minor_after - refund_minor_before as refund_minor
    from bridge_products
)
{%- endmacro %}
