{#- Quantile of the standard normal distribution, as a number, found while the project compiles.
    Newton's method on the series Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + ...).
    Example: normal_quantile(0.975) -> 1.959963984540054. -#}
{% macro normal_quantile(probability) %}
    {%- if probability is not number or not 0 < probability < 1 -%}
        {{ exceptions.raise_compiler_error(
            'normal_quantile: ' ~ probability ~ ' is not a number between 0 and 1'
        ) }}
    {%- endif -%}
    {#- The upper half alone: there the start at 0 lies below the quantile, where the distribution is
        concave and no step goes past it. -#}
    {%- set upper = [probability, 1 - probability] | max -%}
    {%- set found = namespace(z=0.0) -%}
    {%- for _ in range(60) -%}
        {%- set series = namespace(term=found.z, total=found.z) -%}
        {%- for odd in range(3, 300, 2) -%}
            {%- set series.term = series.term * found.z * found.z / odd -%}
            {%- set series.total = series.total + series.term -%}
        {%- endfor -%}
        {%- set density = 2.718281828459045 ** (-found.z * found.z / 2) / 2.5066282746310002 -%}
        {%- set found.z = found.z + (upper - 0.5 - density * series.total) / density -%}
    {%- endfor -%}
    {{- return(found.z if probability >= 0.5 else -found.z) -}}
{% endmacro %}
