-- One row per attribution model and conversion type: what it is based on, how well it fits, and
-- whether the data are too few for it.
{%- set models = crm_attribution.additive_attribution_models() %}
with

models as (
    {% for model in models -%}
    select
        '{{ model.name }}' as attribution_model,
        '{{ model.family }}' as family,
        {% if model.family in crm_attribution.weighted_families()
            and model.family not in ['time_decay', 'channel', 'campaign_type'] -%}
        '{{ model.grouping }}' as grouping
        {%- else -%}
        cast(null as varchar) as grouping
        {%- endif %}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

journeys as (
    select
        conversion_type,
        count(*) as conversion_count,
        count(*) filter (where not is_settled and journey_length > 0) as converting_path_count,
        bool_and(is_settled) as is_wholly_settled,
        count(distinct coalesce(account_id, person_id, conversion_id)) as converting_cluster_count
    from {{ ref('fct_journeys') }}
    group by conversion_type
),

non_converting as (
    select
        conversion_type,
        count(*) as non_converting_path_count
    from {{ ref('fct_non_converting_journeys') }}
    where {{ var('include_non_converting_journeys') }}
    group by conversion_type
),

credited as (
    select
        attribution_model,
        conversion_type,
        cast(
            sum(attributed_conversions) filter (where channel = '(unattributed)') as double
        ) / cast(sum(attributed_conversions) as double) as unattributed_rate
    from {{ ref('fct_attribution_totals') }}
    group by attribution_model, conversion_type
),

weights as (
    select
        attribution_model,
        conversion_type,
        count(*) filter (where state_number > 0) as state_count,
        count(*) filter (where effect < 0) as negative_effect_count,
        count(*) filter (where state_number > 0 and weight = 0) as weightless_state_count,
        max(half_life_days) as half_life_days
    from {{ ref('int_attribution__weights_unioned') }}
    group by attribution_model, conversion_type
),

fits as (
    select * from {{ ref('int_attribution__fits_unioned') }}
),

joined as (
    select
        models.*,
        journeys.*,
        coalesce(non_converting.non_converting_path_count, 0) as non_converting_path_count,
        coalesce(credited.unattributed_rate, 0) as unattributed_rate,
        weights.state_count,
        weights.negative_effect_count,
        weights.weightless_state_count,
        weights.half_life_days,
        fits.markov_order,
        fits.parameter_count,
        fits.log_likelihood,
        fits.held_out_log_likelihood,
        fits.held_out_auc,
        models.family in ({{ crm_attribution.text_list(crm_attribution.estimated_families()) }})
            as is_estimated
    from models
    cross join journeys
    left join non_converting on journeys.conversion_type = non_converting.conversion_type
    left join credited
        on
            models.attribution_model = credited.attribution_model
            and journeys.conversion_type = credited.conversion_type
    left join weights
        on
            models.attribution_model = weights.attribution_model
            and journeys.conversion_type = weights.conversion_type
    left join fits
        on
            models.attribution_model = fits.attribution_model
            and journeys.conversion_type = fits.conversion_type
),

published as (
    select
        attribution_model,
        conversion_type,
        family,
        grouping,
        nullif(concat_ws(
            '; ',
            case when converting_cluster_count < 30 then 'fewer than 30 accounts or people' end,
            -- Ten events per estimated quantity: Peduzzi et al. 1996.
            case
                when is_estimated and converting_path_count < 10 * state_count
                    then 'fewer than 10 conversions per state'
            end,
            case
                when is_estimated and not is_wholly_settled and non_converting_path_count = 0
                    then 'no journeys without conversion'
            end,
            case when negative_effect_count > 0 then 'negative effects count as 0' end,
            case when unattributed_rate > 0.5 then 'more than half is (unattributed)' end
        ), '') as warnings,
        conversion_count,
        converting_path_count,
        non_converting_path_count,
        converting_cluster_count,
        unattributed_rate,
        state_count,
        weightless_state_count,
        cast(parameter_count as bigint) as parameter_count,
        cast(markov_order as integer) as markov_order,
        half_life_days,
        log_likelihood,
        held_out_log_likelihood,
        held_out_auc
    from joined
)

select * from published
