-- One row per build that the gate judged, suite, expectation, table, column and severity.
with

verdicts as (
    select * from {{ ref('int_quality__expectations_judged') }}
),

runs as (
    select * from {{ ref('int_quality__run_identified') }}
),

published as (
    select
        verdicts.run_id,
        verdicts.suite,
        verdicts.expectation,
        verdicts.table_name,
        verdicts.column_name,
        verdicts.severity,
        verdicts.expectation_type,
        verdicts.threshold,
        verdicts.description,
        verdicts.observed_group,
        verdicts.unexpected_groups,
        verdicts.exception_message,
        verdicts.observed_value,
        verdicts.judged_count,
        verdicts.unexpected_count,
        verdicts.unexpected_rate,
        verdicts.is_success,
        verdicts.has_raised,
        runs.run_id is not null as is_latest_run,
        verdicts.run_at
    from verdicts
    left join runs on verdicts.run_id = runs.run_id
)

select * from published
