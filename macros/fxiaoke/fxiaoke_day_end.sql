{#- A time; where it is the first moment of a local day, which is how Fxiaoke writes a day, its last
    second, as of every bare date. -#}
{% macro fxiaoke_day_end(column) %}
    {%- set local -%}
        {{ column }} at time zone 'UTC' at time zone '{{ var('local_timezone') }}'
    {%- endset -%}
    {%- set time -%}
        case
            when cast({{ local }} as time) = time '00:00:00' and not {{ column }}_is_date_only
                then {{ column }} + interval 86399 second
            else {{ column }}
        end
    {%- endset -%}
    {{- return(time) -}}
{% endmacro %}
