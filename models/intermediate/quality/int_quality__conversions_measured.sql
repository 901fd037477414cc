-- One row per figure about conversions and conversion type.
{# A view: where the gate is off, nothing is computed. -#}
{{ config(materialized='view') }}
{# Days at the end of the data that are compared with all before. -#}
{%- set recent_days = 90 %}
with

runs as (
    select {{ crm_attribution.local_date('run_at') }} as run_date
    from {{ ref('int_quality__run_identified') }}
),

dated as (
    select
        conversions.conversion_type,
        conversions.converted_at,
        conversions.opportunity_created_at,
        {{ crm_attribution.local_date('conversions.converted_at') }} > runs.run_date as is_future,
        case
            when {{ crm_attribution.local_date('conversions.converted_at') }} <= runs.run_date
                then conversions.converted_at
        end as past_at,
        coalesce(conversions.conversion_value_minor, 0) as conversion_value_minor,
        nullif(conversions.conversion_value_minor, 0) as known_value_minor
    from {{ ref('int_journeys__conversions_valued') }} as conversions
    cross join runs
),

conversions as (
    select
        *,
        -- Null for a date that lies ahead, which must not make all others old either.
        past_at > max(past_at) over (partition by conversion_type)
        - interval {{ recent_days }} day as is_recent
    from dated
),

types as (
    select
        conversion_type as group_value,
        count(*) as conversion_count,
        count(converted_at) as dated_count,
        count(*) filter (where is_future) as future_count,
        count(opportunity_created_at) as opened_count,
        count(*) filter (where converted_at < opportunity_created_at) as reversed_count,
        -- A type without any value, such as created leads, is not expected to have one.
        case when count(known_value_minor) > 0 then count(*) - count(known_value_minor) end
            as valueless_count,
        count(*) filter (where known_value_minor > 0) as positive_count,
        max(known_value_minor) as largest_value,
        cast(sum(known_value_minor) filter (where known_value_minor > 0) as double) as total_value,
        median(known_value_minor) filter (where is_recent) as recent_median,
        median(known_value_minor) filter (where not is_recent) as earlier_median,
        least(
            count(known_value_minor) filter (where is_recent),
            count(known_value_minor) filter (where not is_recent)
        ) as compared_count
    from conversions
    group by conversion_type
),

figures as (
    {{ crm_attribution.share_figures('types', [
        ('future_rate', 'converted_at', 'future_count', 'dated_count'),
        ('negative_duration_rate', 'converted_at', 'reversed_count', 'opened_count'),
        ('without_value_rate', 'conversion_value', 'valueless_count', 'conversion_count'),
    ]) }}
    union all
    select
        'one_conversion_rate' as figure,
        'conversion_value' as column_name,
        group_value,
        positive_count as base_count,
        largest_value / nullif(total_value, 0) as figure_value
    from types
    union all
    select
        'value_shift_factor' as figure,
        'conversion_value' as column_name,
        group_value,
        compared_count as base_count,
        greatest(
            recent_median / nullif(earlier_median, 0), earlier_median / nullif(recent_median, 0)
        ) as figure_value
    from types
),

measured as (
    select
        figure,
        'int_journeys__conversions_valued' as table_name,
        column_name,
        group_value,
        base_count,
        figure_value
    from figures
)

select * from measured
