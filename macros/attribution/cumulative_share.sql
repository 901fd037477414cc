{#- The share that the touchpoints before, or through, this one earn together.
    Example: linear, through -> touchpoint_position / journey_length. -#}
{% macro cumulative_share(model, bound, touchpoints, journeys) %}
    {%- if model.weight_index -%}
        {{ touchpoints }}.shares_{{ bound }}[{{ model.weight_index }}]
    {%- else -%}
        {%- set step_back = ' - 1' if bound == 'before' else '' -%}
        {%- set position = '(' ~ touchpoints ~ '.touchpoint_position' ~ step_back ~ ')' -%}
        {{ crm_attribution.cumulative_position_share(model, position, journeys) }}
    {%- endif -%}
{% endmacro %}
