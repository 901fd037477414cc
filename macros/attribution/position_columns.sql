{#- The position roles that weights may name, each with the SQL of its position in a journey (null
    where the journey lacks it); "middle" is every touchpoint that holds none of the weighted roles.
    Arguments: journeys (alias of the journeys relation). -#}
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
