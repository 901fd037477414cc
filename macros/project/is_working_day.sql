{#- Whether a date is worked on: a day of the week that is not listed is not, nor is a holiday.
    working_days, holidays: the seeds of these names. -#}
{% macro is_working_day(day, working_days, holidays) -%}
    isodow({{ day }}) in (select day_of_week_number from {{ working_days }} where is_working_day)
    and {{ day }} not in (select holiday_date from {{ holidays }})
{%- endmacro %}
