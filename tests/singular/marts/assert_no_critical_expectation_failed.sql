-- Beyond a critical limit the data are more likely wrong than right: the build fails until they are
-- mended, or the limit is raised for what is right all the same.
select
    suite,
    expectation,
    table_name,
    column_name,
    threshold,
    observed_value,
    observed_group,
    unexpected_groups
from {{ ref('rpt_data_quality') }}
where is_latest_run and severity = 'critical' and not is_success and not has_raised
