-- One row per attribution model and conversion type: the share of conversions it credits to nobody.
-- The condition is the one by which fct_attribution_credits makes its (unattributed) rows.
{# A view: where the gate is off, nothing is computed. -#}
{{ config(materialized='view') }}
{%- set models = crm_attribution.additive_attribution_models() %}
{%- set touchpoints = ref('int_attribution__touchpoints_weighted') %}
with

journeys as (
    select * from {{ ref('int_journeys__journeys_summarised') }}
),

types as (
    select
        conversion_type,
        count(*) as conversion_count,
        count(*) filter (where journey_length > 0) as touched_count
    from journeys
    group by conversion_type
),

unattributed as (
    {% for model in models -%}
    select
        '{{ model.name }}' as attribution_model,
        journeys.conversion_type,
        count(*) as unattributed_count
    from journeys
    {{ crm_attribution.where_unattributed(model, touchpoints, 'journeys') }}
    group by journeys.conversion_type
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

models as (
    {% for model in models -%}
    select
        '{{ model.name }}' as attribution_model,
        {{ model.family in crm_attribution.estimated_families() }} as is_estimated
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

compared as (
    select
        models.attribution_model || ' of ' || types.conversion_type as group_value,
        types.conversion_count,
        coalesce(unattributed.unattributed_count, 0) as found_count,
        -- A rule that credits not one journey of a type, though some have touchpoints, looks for
        -- what the type does not have, such as the creation of an opportunity before a lead's.
        case
            when
                models.is_estimated
                or types.touched_count = 0
                or found_count < types.conversion_count
                then found_count
        end as unattributed_count
    from models
    cross join types
    left join unattributed
        on
            models.attribution_model = unattributed.attribution_model
            and types.conversion_type = unattributed.conversion_type
),

figures as (
    {{ crm_attribution.share_figures('compared', [
        ('unattributed_rate', 'touchpoint_id', 'unattributed_count', 'conversion_count'),
    ]) }}
),

measured as (
    select
        figure,
        'int_attribution__touchpoints_weighted' as table_name,
        column_name,
        group_value,
        base_count,
        figure_value
    from figures
)

select * from measured
