{#- CTE staged: the key of every conversion that fct_conversions should hold, once per reason. -#}
{% macro staged_conversions() %}
staged as (
    select 'lead_created|' || person_record_id as conversion_id
    from {{ ref('int_crm__person_records_unioned') }}
    where record_type = 'lead' and merged_into_record_id is null
    union all
    select 'opportunity_created|' || opportunity_id as conversion_id
    from {{ ref('int_crm__opportunities_unioned') }}
    union all
    select 'opportunity_won|' || opportunity_id as conversion_id
    from {{ ref('int_crm__opportunities_unioned') }}
    where is_won
    union all
    select conversions.conversion_type || '|' || conversions.native_conversion_id as conversion_id
    from {{ ref('int_crm__conversions_unioned') }} as conversions
    anti join {{ ref('int_crm__opportunity_conversions_repeated') }} as repeated
        on
            conversions.conversion_type = repeated.conversion_type
            and conversions.native_conversion_id = repeated.native_conversion_id
    {% if var('attribute_funnel_stages') -%}
    union all
    select funnel_stage || '_reached|' || subject_id as conversion_id
    from {{ ref('int_funnel__stages_entered') }}
    where funnel_stage in ('consideration', 'decision') and visit_number = 1 and not is_implied
    {% endif -%}
)
{%- endmacro %}
