-- Type by type, the rows of rpt_path_performance and rpt_channel_combinations hold every conversion
-- of fct_journeys and its value, and every journey without conversion, both ways.
with

journeys as (
    select
        conversion_type,
        count(*) as journey_count,
        count(*) as conversion_count,
        sum(conversion_value) as conversion_value
    from {{ ref('fct_journeys') }}
    group by conversion_type
    union all
    select
        conversion_type,
        count(*) as journey_count,
        0 as conversion_count,
        0 as conversion_value
    from {{ ref('fct_non_converting_journeys') }}
    where {{ var('include_non_converting_journeys') }}
    group by conversion_type
),

reports as (
    {% for report in ['rpt_path_performance', 'rpt_channel_combinations'] -%}
    select
        '{{ report }}' as report,
        conversion_type,
        sum(journey_count) as journey_count,
        sum(conversion_count) as conversion_count,
        sum(conversion_value) as conversion_value
    from {{ ref(report) }}
    group by conversion_type
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

names as (
    select unnest(['rpt_path_performance', 'rpt_channel_combinations']) as report
),

expected as (
    select
        names.report,
        journeys.conversion_type,
        sum(journeys.journey_count) as journey_count,
        sum(journeys.conversion_count) as conversion_count,
        sum(journeys.conversion_value) as conversion_value
    from journeys
    cross join names
    group by names.report, journeys.conversion_type
)

select
    coalesce(expected.report, reports.report) as report,
    coalesce(expected.conversion_type, reports.conversion_type) as conversion_type,
    expected.conversion_value,
    reports.conversion_value as reported_value
from expected
full outer join reports
    on
        expected.report = reports.report
        and expected.conversion_type = reports.conversion_type
where
    expected.journey_count is distinct from reports.journey_count
    or expected.conversion_count is distinct from reports.conversion_count
    or expected.conversion_value is distinct from reports.conversion_value
