{#- The share of a conversion that the touchpoints up to a position earn together under an attribution
    model: 0 before the first, 1 at the last, null when the journey offers the model nothing to
    credit. Credit is the difference of two such shares, attributed revenue the difference of the two
    rounded amounts, so both add up exactly with no row knowing of another.
    Arguments: model (one entry of attribution_models), bound ('before' or 'through' the touchpoint),
    touchpoints and journeys (aliases).
    Example: linear, through -> touchpoint_position / journey_length. -#}
{% macro cumulative_share(model, bound, touchpoints, journeys) %}
    {%- if model.weight_index -%}
        {{ touchpoints }}.shares_{{ bound }}[{{ model.weight_index }}]
    {%- else -%}
        {%- set position = touchpoints ~ '.touchpoint_position' ~ (' - 1' if bound == 'before' else '') -%}
        {{ crm_attribution.cumulative_position_share(model, '(' ~ position ~ ')', journeys) }}
    {%- endif -%}
{% endmacro %}
