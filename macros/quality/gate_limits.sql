{#- Names of the variables that hold the limits of the quality gate. -#}
{% macro gate_limits() %}
    {{- return([
        'quality_rejected_rate',
        'quality_volume_fall_rate',
        'quality_volume_growth_rate',
        'quality_days_behind',
        'quality_days_old',
        'quality_future_rate',
        'quality_unmapped_channel_rate',
        'quality_undated_rate',
        'quality_unowned_rate',
        'quality_without_account_rate',
        'quality_without_value_rate',
        'quality_unattributed_rate',
        'quality_one_hour_rate',
        'quality_one_weekday_rate',
        'quality_one_channel_rate',
        'quality_one_person_rate',
        'quality_repeated_rate',
        'quality_negative_duration_rate',
        'quality_one_conversion_rate',
        'quality_value_shift_factor',
    ]) -}}
{% endmacro %}
