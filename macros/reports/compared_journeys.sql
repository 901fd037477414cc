{#- CTEs that compare the journeys of each group, such as a path, with all others of the conversion
    type that are as long; the last is compared_journeys. Formulas: doc block path_reports.
    totals: fct_path_totals; group_column: its path or channel_set; length_column: its column that
    says how many steps or channels the group has. -#}
{% macro compared_journeys(totals, group_column, length_column) %}
{%- set group = 'conversion_type, ' ~ group_column -%}
{%- set z = crm_attribution.normal_quantile((1 + var('interval_level')) / 2) -%}
strata as (
    select
        {{ group }},
        journey_length,
        max({{ length_column }}) as {{ length_column }},
        sum(journey_count) as journey_count,
        sum(conversion_count) as conversion_count,
        sum(conversion_value) as conversion_value
    from {{ totals }}
    group by {{ group }}, journey_length
),

-- n journeys with x conversions of the group, of all_n with all_x of this length.
numbers as (
    select
        *,
        cast(journey_count as double) as n,
        cast(conversion_count as double) as x,
        cast(sum(journey_count) over of_length as double) as all_n,
        cast(sum(conversion_count) over of_length as double) as all_x
    from strata
    window of_length as (partition by conversion_type, journey_length)
),

-- Without journeys that led to no conversion there are no rates, and none without touchpoints:
-- whom nothing touched is known by a conversion alone.
rated as (
    select
        *,
        journey_length > 0 and bool_or(journey_count > conversion_count) over (
            partition by conversion_type
        ) as has_rate
    from numbers
),

compared as (
    select
        {{ group }},
        bool_and(has_rate) as has_rate,
        max({{ length_column }}) as {{ length_column }},
        sum(journey_count) as journey_count,
        sum(conversion_count) as conversion_count,
        sum(conversion_value) as conversion_value,
        cast(sum(journey_count * journey_length) as double) as touchpoint_count,
        {% for name, term in {
            'weighted_own': 'x * (all_n - n) / all_n',
            'weighted_others': '(all_x - x) * n / all_n',
            'weight': 'n * (all_n - n) / all_n',
            'log_spread': 'n * (all_n - n) * all_x / all_n / all_n - x * (all_x - x) / all_n',
            'expected': 'n * all_x / all_n',
            'variance': 'coalesce(n * (all_n - n) * all_x * (all_n - all_x)'
                ~ ' / all_n / all_n / nullif(all_n - 1, 0), 0)',
            'least': 'greatest(0, n - (all_n - all_x))',
            'most': 'least(n, all_x)',
        }.items() -%}
        {{ crm_attribution.sum_doubles(term, 'hugeint') }} as {{ name }}{{ ',' if not loop.last }}
        {% endfor -%}
    from rated
    group by {{ group }}
),

-- The statistic is taken for normal where the counts leave it room for 5 on either side.
tested as (
    select
        *,
        case when has_rate then weighted_own / nullif(weighted_others, 0) end as lift,
        case
            when has_rate then sqrt(greatest(log_spread, 0) / nullif(weighted_own * weighted_others, 0))
        end as log_error,
        case
            when has_rate and least(expected - least, most - expected) >= 5
                then {{ crm_attribution.two_sided_p_value(
                    '((conversion_count - expected) / sqrt(nullif(variance, 0)))'
                ) }}
        end as p_value
    from compared
),

stepped as (
    select
        *,
        {{ crm_attribution.benjamini_hochberg_step('p_value', 'conversion_type') }} as q_step,
        sum(conversion_value) over of_type as type_value,
        sum(conversion_value) over (
            of_type order by conversion_value desc, conversion_count desc, {{ group_column }} asc
            rows between unbounded preceding and current row
        ) as cumulative_value
    from tested
    window of_type as (partition by conversion_type)
),

compared_journeys as (
    select
        {{ group }},
        '{{ var("reporting_currency") }}' as currency_code,
        cast({{ length_column }} as integer) as {{ length_column }},
        touchpoint_count / journey_count as mean_journey_length,
        cast(journey_count as bigint) as journey_count,
        cast(conversion_count as bigint) as conversion_count,
        cast(conversion_value as {{ crm_attribution.money_type() }}) as conversion_value,
        cast(conversion_value as double) / nullif(cast(type_value as double), 0)
            as value_share_rate,
        cast(cumulative_value as double) / nullif(cast(type_value as double), 0)
            as cumulative_value_share_rate,
        case when has_rate then conversion_count / journey_count end as conversion_rate,
        {% for bound in ['lower', 'upper'] -%}
        case
            when has_rate
                then {{ crm_attribution.wilson_interval(
                    'conversion_count', 'journey_count', bound
                ) }}
        end as conversion_rate_{{ bound }},
        {% endfor -%}
        case when has_rate then weighted_others / nullif(weight, 0) end as comparison_rate,
        lift,
        lift * exp(-{{ z }} * log_error) as lift_lower,
        lift * exp({{ z }} * log_error) as lift_upper,
        p_value,
        {{ crm_attribution.benjamini_hochberg('p_value', 'conversion_type') }} as q_value
    from stepped
)
{%- endmacro %}
