-- One row per grouping, conversion type and ordered pair of states, such as two channels.
-- It waits for the data-driven weights, so that a build which stops at them leaves it as it was:
-- {{ ref('int_attribution__touchpoints_weighted') }}
with

states as (
    select * from {{ ref('int_attribution__states_numbered') }}
),

dividends as (
    select * from {{ ref('int_attribution__pair_dividends_solved') }}
),

met as (
    select * from {{ ref('int_attribution__states_met') }}
),

steps as (
    select
        *,
        sum(transition_count) over (
            partition by grouping, conversion_type, from_state_number
        ) as departure_count
    from {{ ref('int_attribution__steps_paired') }}
),

-- Where several models of one grouping have a chain, the one of the lowest order speaks.
chains as (
    select
        grouping,
        conversion_type,
        arg_min(attribution_model, (markov_order, attribution_model)) as attribution_model
    from {{ ref('int_attribution__chains_configured') }}
    where family = 'markov'
    group by grouping, conversion_type
),

converting as (
    select distinct
        attribution_model,
        conversion_type
    from {{ ref('int_attribution__removal_effects_solved') }}
    where conversion_rate > 0
),

-- A share of nothing is none: where nothing converts, no effect is known to be 0.
joint_effects as (
    select
        chains.grouping,
        effects.*
    from {{ ref('int_attribution__pair_effects_solved') }} as effects
    inner join chains
        on
            effects.attribution_model = chains.attribution_model
            and effects.conversion_type = chains.conversion_type
    inner join converting
        on
            effects.attribution_model = converting.attribution_model
            and effects.conversion_type = converting.conversion_type
),

unordered as (
    select
        met.*,
        dividends.dividend,
        dividends.kind,
        joint_effects.joint_removal_effect
    from met
    left join dividends
        on
            met.grouping = dividends.grouping
            and met.conversion_type = dividends.conversion_type
            and met.state_number_a = dividends.state_number_a
            and met.state_number_b = dividends.state_number_b
    left join joint_effects
        on
            met.grouping = joint_effects.grouping
            and met.conversion_type = joint_effects.conversion_type
            and met.state_number_a = joint_effects.state_number_a
            and met.state_number_b = joint_effects.state_number_b
),

ordered as (
    {% for from, to in [('a', 'b'), ('b', 'a')] -%}
    select
        grouping,
        conversion_type,
        state_number_{{ from }} as from_state_number,
        state_number_{{ to }} as to_state_number,
        path_count,
        converting_path_count,
        dividend,
        kind,
        joint_removal_effect
    from unordered
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

published as (
    select
        ordered.grouping,
        ordered.conversion_type,
        from_states.state as from_state,
        to_states.state as to_state,
        ordered.kind as interaction,
        ordered.path_count,
        ordered.converting_path_count,
        coalesce(steps.transition_count, 0) as transition_count,
        coalesce(steps.transition_count / steps.departure_count, 0) as transition_rate,
        ordered.dividend,
        ordered.joint_removal_effect,
        steps.median_days_between
    from ordered
    inner join states as from_states
        on
            ordered.grouping = from_states.grouping
            and ordered.from_state_number = from_states.state_number
    inner join states as to_states
        on
            ordered.grouping = to_states.grouping
            and ordered.to_state_number = to_states.state_number
    left join steps
        on
            ordered.grouping = steps.grouping
            and ordered.conversion_type = steps.conversion_type
            and ordered.from_state_number = steps.from_state_number
            and ordered.to_state_number = steps.to_state_number
)

select * from published
