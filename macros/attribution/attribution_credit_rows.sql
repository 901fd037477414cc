{#- Select of the credited touchpoints of one attribution model, at the grain of
    fct_attribution_credits. Touchpoints without credit and without revenue are left out.
    Arguments: model (one entry of attribution_models), touchpoints and journeys (relations with the
    columns of fct_journey_touchpoints and fct_journeys). -#}
{% macro attribution_credit_rows(model, touchpoints, journeys) %}
    select
        '{{ model.name }}' as attribution_model,
        journeys.conversion_id,
        touchpoints.touchpoint_id,
        touchpoints.person_id,
        journeys.account_id,
        journeys.opportunity_id,
        touchpoints.campaign_id,
        journeys.conversion_type,
        touchpoints.channel,
        touchpoints.touchpoint_type,
        {{ crm_attribution.position_role('touchpoints.touchpoint_position', 'journeys') }} as position_role,
        journeys.currency_code,
        touchpoints.touchpoint_position,
        journeys.journey_length,
        {{ crm_attribution.from_credit_units(
            crm_attribution.credit_units(model, '1000000000000', 'touchpoints', 'journeys'), 18
        ) }} as credit,
        {{ crm_attribution.from_minor_units(
            crm_attribution.credit_units(model, 'journeys.conversion_value_minor', 'touchpoints', 'journeys')
        ) }} as attributed_revenue,
        touchpoints.days_touchpoint_to_conversion,
        journeys.conversion_date,
        touchpoints.touchpoint_date,
        journeys.converted_at,
        touchpoints.touched_at
    from {{ touchpoints }} as touchpoints
    inner join {{ journeys }} as journeys on touchpoints.conversion_key = journeys.conversion_key
    where
        {{ crm_attribution.cumulative_share(model, 'through', 'touchpoints', 'journeys') }}
        > {{ crm_attribution.cumulative_share(model, 'before', 'touchpoints', 'journeys') }}
{%- endmacro %}
