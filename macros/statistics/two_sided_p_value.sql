{#- Probability that a standard normal variable lies as far from 0 as z or farther:
    erfc(|z| / sqrt 2), by a rational approximation whose relative error is below 1.2e-7 at every z
    (Press et al. 1992, Numerical Recipes, section 6.2, erfcc).
    Example: two_sided_p_value('z') -> 0.05 where z is 1.959964. -#}
{% macro two_sided_p_value(z) %}
    {%- set x = '(abs(' ~ z ~ ') / ' ~ 2 ** 0.5 ~ ')' -%}
    {%- set t = '(1 / (1 + ' ~ x ~ ' / 2))' -%}
    {%- set horner = namespace(sum='0.17087277') -%}
    {%- for coefficient in [
        -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
        1.00002368, -1.26551223,
    ] -%}
        {%- set horner.sum = '(' ~ coefficient ~ ' + ' ~ t ~ ' * ' ~ horner.sum ~ ')' -%}
    {%- endfor -%}
    {{- return('(' ~ t ~ ' * exp(' ~ horner.sum ~ ' - ' ~ x ~ ' * ' ~ x ~ '))') -}}
{% endmacro %}
