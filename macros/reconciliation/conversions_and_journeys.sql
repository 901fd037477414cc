{#- CTEs conversions and journeys: value and time of every conversion, by fct_conversions and by
    fct_journeys. -#}
{% macro conversions_and_journeys() %}
conversions as (
    select
        conversion_id,
        conversion_type,
        conversion_value,
        converted_at
    from {{ ref('fct_conversions') }}
),

journeys as (
    select
        conversion_id,
        conversion_type,
        conversion_value,
        converted_at
    from {{ ref('fct_journeys') }}
)
{%- endmacro %}
