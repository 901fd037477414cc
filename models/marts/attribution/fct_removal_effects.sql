-- One row per attribution model of a Markov chain, conversion type and state.
-- It waits for the data-driven weights, so that a build which stops at them leaves it as it was:
-- {{ ref('int_attribution__touchpoints_weighted') }}
with

effects as (
    select * from {{ ref('int_attribution__removal_effects_solved') }}
    union all by name
    select * from {{ ref('int_attribution__peer_effects_solved') }}
),

states as (
    select * from {{ ref('int_attribution__states_numbered') }}
),

outcomes as (
    select
        grouping,
        conversion_type,
        sum(transition_count) as conversion_count,
        sum(conversion_value) as conversion_value
    from {{ ref('int_attribution__transitions_counted') }}
    where next_state = 0
    group by grouping, conversion_type
),

shares as (
    select
        *,
        weight / nullif(sum(weight) over chain, 0) as effect_share_rate,
        value_weight / nullif(sum(value_weight) over chain, 0) as value_effect_share_rate
    from effects
    window chain as (partition by attribution_model, conversion_type)
),

published as (
    select
        shares.attribution_model,
        shares.conversion_type,
        shares.grouping,
        states.state,
        cast(shares.markov_order as integer) as markov_order,
        cast(shares.visit_count as bigint) as visit_count,
        shares.conversion_rate,
        -- A share of nothing is none: where nothing converts, no effect is known to be 0.
        {% for effect in [
            'removal_effect', 'removal_effect_error', 'removal_effect_lower', 'removal_effect_upper'
        ] -%}
        case when shares.conversion_rate > 0 then shares.{{ effect }} end as {{ effect }},
        {% endfor -%}
        case
            when outcomes.conversion_value <> 0 then shares.value_removal_effect
        end as value_removal_effect,
        shares.effect_share_rate,
        shares.value_effect_share_rate,
        shares.effect_share_rate * outcomes.conversion_count as chain_conversions,
        shares.value_effect_share_rate * outcomes.conversion_value as chain_revenue
    from shares
    inner join states
        on shares.grouping = states.grouping and shares.state_number = states.state_number
    left join outcomes
        on
            shares.grouping = outcomes.grouping
            and shares.conversion_type = outcomes.conversion_type
)

select * from published
