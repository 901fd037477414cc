{#- Select of the conversions that one attribution model cannot credit to any touchpoint. -#}
{% macro unattributed_rows(model, touchpoints, journeys) %}
    select
        '{{ model.name }}' as attribution_model,
        journeys.conversion_id,
        cast(null as varchar) as touchpoint_id,
        journeys.person_id,
        journeys.account_id,
        journeys.opportunity_id,
        cast(null as varchar) as campaign_id,
        journeys.conversion_type,
        '(unattributed)' as channel,
        cast(null as varchar) as touchpoint_type,
        cast(null as varchar) as position_role,
        journeys.currency_code,
        cast(null as integer) as touchpoint_position,
        journeys.journey_length,
        cast(1 as decimal(18, 12)) as credit,
        journeys.conversion_value as attributed_revenue,
        cast(null as double) as days_touchpoint_to_conversion,
        journeys.conversion_date,
        cast(null as date) as touchpoint_date,
        journeys.converted_at,
        cast(null as timestamp) as touched_at
    from {{ journeys }} as journeys
    {{ crm_attribution.where_unattributed(model, touchpoints, 'journeys') }}
{%- endmacro %}
