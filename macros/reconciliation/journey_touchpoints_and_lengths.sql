{#- CTEs touchpoints and journeys: how many touchpoints each journey has, counted and claimed. -#}
{% macro journey_touchpoints_and_lengths() %}
journeys as (
    select
        conversion_key,
        unnest(range(1, journey_length + 1)) as touchpoint_position
    from {{ ref('fct_journeys') }}
),

touchpoints as (
    select
        conversion_key,
        touchpoint_position
    from {{ ref('fct_journey_touchpoints') }}
)
{%- endmacro %}
