-- One row per influence model, conversion and eligible touchpoint: the whole conversion each time,
-- so that rows overlap and are never summed over touchpoints.
{{ config(materialized='view') }}
{%- set models = crm_attribution.attribution_models() %}
{%- set names = models | selectattr('family', 'equalto', 'influence') | map(attribute='name') %}
with

touchpoints as (
    select * from {{ ref('fct_journey_touchpoints') }}
),

journeys as (
    select * from {{ ref('fct_journeys') }}
),

influence_models as (
    select
        unnest(cast([{{ crm_attribution.text_list(names) }}] as varchar[]))
            as attribution_model
),

influence as (
    select
        influence_models.attribution_model,
        journeys.conversion_id,
        touchpoints.touchpoint_id,
        touchpoints.person_id,
        touchpoints.campaign_id,
        journeys.conversion_type,
        touchpoints.channel,
        journeys.currency_code,
        journeys.conversion_value as influenced_revenue,
        journeys.conversion_date,
        touchpoints.touchpoint_date
    from touchpoints
    inner join journeys on touchpoints.conversion_key = journeys.conversion_key
    cross join influence_models
    where influence_models.attribution_model is not null
)

select * from influence
