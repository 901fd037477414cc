{#- The share that the touchpoints before, or through, this one earn together.
    Example: linear, through -> touchpoint_position / journey_length. -#}
{% macro cumulative_share(model, bound, touchpoints, journeys) %}
    {%- if model.weight_index -%}
        {{ touchpoints }}.shares_{{ bound }}[{{ model.weight_index }}]
    {%- else -%}
        {%- set position = touchpoints ~ '.touchpoint_position' ~ (' - 1' if bound == 'before' else '') -%}
        {{ crm_attribution.cumulative_position_share(model, '(' ~ position ~ ')', journeys) }}
    {%- endif -%}
{% endmacro %}
