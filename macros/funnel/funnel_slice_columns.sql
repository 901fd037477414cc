{#- Select items that name the slice of a row of funnel_slices: segment_type, segment_value and
    channel, of which (all) are all. -#}
{% macro funnel_slice_columns() %}
    case
        {%- for segment in crm_attribution.funnel_segments() %}
        when grouping({{ segment }}) = 0 then '{{ segment }}'
        {%- endfor %}
        else '(all)'
    end as segment_type,
    case
        {%- for segment in crm_attribution.funnel_segments() %}
        when grouping({{ segment }}) = 0 then {{ segment }}
        {%- endfor %}
        else '(all)'
    end as segment_value,
    case when grouping(channel) = 0 then channel else '(all)' end as channel
{%- endmacro %}
