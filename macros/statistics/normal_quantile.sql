{#- Quantile of the standard normal distribution, as a number, found while the project compiles.
    Newton's method on the series Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + ...).
    Example: normal_quantile(0.975) -> 1.959963984540054. -#}
{% macro normal_quantile(probability) %}
    {%- if probability is not number or not 0 < probability < 1 -%}
        {{ exceptions.raise_compiler_error(
            'normal_quantile: ' ~ probability ~ ' is not a number between 0 and 1'
        ) }}
    {%- endif -%}
    {#- The upper half alone: from 0 on the distribution is concave, so no step from below goes past
        the quantile. -#}
    {%- set upper = [probability, 1 - probability] | max -%}
    {%- set found = namespace(z=0.0, step=1.0) -%}
    {#- No step is taken once the last was too small to tell, and no more terms are summed than
        count: each attribute that Jinja looks up costs a microsecond, and rates ask often. -#}
    {%- for _ in range(60) if found.step > 1e-15 -%}
        {%- set z_squared = found.z * found.z -%}
        {%- set series = namespace(term=found.z, total=found.z) -%}
        {%- for odd in range(3, (40 + 8 * z_squared) | int, 2) -%}
            {%- set series.term = series.term * z_squared / odd -%}
            {%- set series.total = series.total + series.term -%}
        {%- endfor -%}
        {%- set density = 2.718281828459045 ** (-z_squared / 2) / 2.5066282746310002 -%}
        {%- set found.step = (upper - 0.5 - density * series.total) / density -%}
        {%- set found.z = found.z + found.step -%}
    {%- endfor -%}
    {{- return(found.z if probability >= 0.5 else -found.z) -}}
{% endmacro %}
