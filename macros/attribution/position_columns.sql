{#- The positions that weights may name, each with the SQL of its place in a journey. -#}
{% macro position_columns(journeys) %}
    {{ return({
        'first': '1',
        'lead_creation': journeys ~ '.lead_creation_position',
        'opportunity_creation': journeys ~ '.opportunity_creation_position',
        'last_non_direct': journeys ~ '.last_non_direct_position',
        'closing': journeys ~ '.closing_position',
        'last': journeys ~ '.journey_length',
    }) }}
{% endmacro %}
