{#- The factor of a row's currency, or an error that names the currency and day without a rate. -#}
{% macro assert_rate_found(factor, currency_code, day, amount) %}
    {%- set advice = 'add it to the seed currency_rates, which needs a rate of that currency '
        ~ 'and of the reporting currency' %}
    case
        when {{ currency_code }} = '{{ var("reporting_currency") }}' or {{ amount }} is null
            then null
        when {{ factor }} is null
            then error(
                'no rate for currency ''' || {{ currency_code }} || ''' on '
                || coalesce(cast({{ day }} as varchar), 'an unknown day')
                || ': {{ advice }} '
                || '''{{ var("reporting_currency") }}'' from that day or earlier'
            )
        else {{ factor }}
    end
{%- endmacro %}
