{#- Checks the variables of data-driven attribution. -#}
{% macro assert_data_driven_variables() %}
    {%- for name, allowed in {
        'attribution_grouping': crm_attribution.touchpoint_groupings('touchpoints').keys() | list,
        'markov_order': ['auto'] + range(1, 10) | list,
        'data_driven_attribution': [true, false],
        'include_non_converting_journeys': [true, false],
        'hazard_strata': ['none', 'industry', 'account_type'],
    }.items() -%}
        {{ crm_attribution.assert_one_of(name, allowed) }}
    {%- endfor -%}
    {%- set transforms = crm_attribution.path_transforms() -%}
    {%- set chosen = var('path_transforms') -%}
    {%- if chosen is string or chosen is mapping or chosen is not iterable -%}
        {{ crm_attribution.raise_variable_error('path_transforms', chosen, 'a list of names') }}
    {%- endif -%}
    {%- for name in chosen if name not in transforms -%}
        {{ crm_attribution.raise_variable_error('path_transforms', name, transforms | join(', ')) }}
    {%- endfor -%}
    {{ crm_attribution.assert_half_lives() }}
    {%- for name, least, allowed in [
        ('path_trim_length', 1, 'a whole number from 1'),
        ('bootstrap_seed', 0, 'a whole number from 0'),
        ('bootstrap_replicates', 0, '0, or a whole number from 100'),
    ] -%}
        {%- set value = var(name) -%}
        {%- if value is not integer or value is boolean or value < least
            or (name == 'bootstrap_replicates' and 0 < value < 100) -%}
            {{ crm_attribution.raise_variable_error(name, value, allowed) }}
        {%- endif -%}
    {%- endfor -%}
    {%- set level = var('interval_level') -%}
    {%- if level is not number or not 0 < level < 1 -%}
        {{ crm_attribution.raise_variable_error(
            'interval_level', level, 'a number between 0 and 1, such as 0.95'
        ) }}
    {%- endif -%}
{% endmacro %}
