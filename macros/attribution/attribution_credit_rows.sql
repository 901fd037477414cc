{#- Select of the credited touchpoints of one attribution model, for fct_attribution_credits. -#}
{% macro attribution_credit_rows(model, touchpoints, journeys) %}
    {%- set bounds = ['shares.share_before', 'shares.share_through'] -%}
    select
        '{{ model.name }}' as attribution_model,
        shares.conversion_id,
        shares.touchpoint_id,
        shares.person_id,
        shares.account_id,
        shares.opportunity_id,
        shares.campaign_id,
        shares.conversion_type,
        shares.channel,
        shares.touchpoint_type,
        {{ crm_attribution.position_role('shares.touchpoint_position', 'shares') }}
            as position_role,
        shares.currency_code,
        shares.touchpoint_position,
        shares.journey_length,
        {{ crm_attribution.from_credit_units(
            crm_attribution.credit_units(bounds, '1000000000000'), 18
        ) }} as credit,
        {{ crm_attribution.from_minor_units(
            crm_attribution.credit_units(bounds, 'shares.conversion_value_minor')
        ) }} as attributed_revenue,
        shares.days_touchpoint_to_conversion,
        shares.conversion_date,
        shares.touchpoint_date,
        shares.converted_at,
        shares.touched_at
    from (
        select
            touchpoints.*,
            journeys.* exclude (conversion_key, person_id),
            {{ crm_attribution.cumulative_share(model, 'before', 'touchpoints', 'journeys') }}
                as share_before,
            {{ crm_attribution.cumulative_share(model, 'through', 'touchpoints', 'journeys') }}
                as share_through
        from {{ touchpoints }} as touchpoints
        inner join {{ journeys }} as journeys
            on touchpoints.conversion_key = journeys.conversion_key
    ) as shares
    where shares.share_through > shares.share_before
{%- endmacro %}
