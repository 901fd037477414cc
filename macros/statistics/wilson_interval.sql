{#- One bound of Wilson's score interval (Wilson 1927) of a share, at the variable interval_level.
    Null without trials, where the share is undefined as well.
    Example: wilson_interval('won_count', 'closed_count', 'lower'); 480 of 10 000 at 95 %
    -> 0.04398 and 0.05237. -#}
{% macro wilson_interval(successes, trials, bound) %}
    {%- if bound not in ['lower', 'upper'] -%}
        {{ exceptions.raise_compiler_error(
            "wilson_interval: the bound '" ~ bound ~ "' is not one of lower, upper"
        ) }}
    {%- endif -%}
    {%- set z = crm_attribution.normal_quantile((1 + var('interval_level')) / 2) -%}
    {%- set hits = 'cast(' ~ successes ~ ' as double)' -%}
    {%- set all = 'cast(' ~ trials ~ ' as double)' -%}
    {#- The interval holds the share itself, also where rounding moves its bound past it. -#}
    {%- set clip = 'least' if bound == 'lower' else 'greatest' %}
    case
        when {{ trials }} > 0
            then greatest(least({{ clip }}(
                (
                    {{ hits }} + {{ z * z / 2 }}
                    {{ '-' if bound == 'lower' else '+' }} {{ z }} * sqrt(greatest(
                        {{ hits }} * ({{ all }} - {{ hits }}) / {{ all }} + {{ z * z / 4 }}, 0
                    ))
                ) / ({{ all }} + {{ z * z }}), {{ hits }} / {{ all }}
            ), 1), 0)
    end
{%- endmacro %}
