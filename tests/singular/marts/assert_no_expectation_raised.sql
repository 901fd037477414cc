-- An expectation that raised has judged nothing: whatever its severity, the gate did not hold.
select
    suite,
    expectation,
    table_name,
    column_name,
    severity,
    exception_message
from {{ ref('rpt_data_quality') }}
where is_latest_run and has_raised
