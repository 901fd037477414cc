"""Volumes of this run against those of the last run that the gate accepted."""

import duckdb

# A run is accepted when it was judged, nothing critical failed in it and nothing raised. A run that
# failed is no standard for the next: otherwise repeating a build would be enough to pass.
VOLUME_CHANGES = """
    create or replace temp view volumes as
    with

    present as (
        select volumes.* from volumes_recorded as volumes
        inner join runs on volumes.run_id = runs.run_id
    ),

    accepted as (
        select former.run_id
        from verdicts_recorded as former
        inner join runs on former.run_at < runs.run_at
        group by former.run_id
        having bool_and(
            (former.is_success or former.severity <> 'critical') and not former.has_raised
        )
        order by max(former.run_at) desc
        limit 1
    ),

    former as (
        select volumes.* from volumes_recorded as volumes
        inner join accepted on volumes.run_id = accepted.run_id
    ),

    compared as (
        select
            coalesce(present.table_name, former.table_name)
                || ' ' || coalesce(present.group_value, former.group_value) as group_value,
            former.row_count as former_count,
            -- What was there and is not is a fall to nothing; what is new has no former volume.
            coalesce(present.row_count, 0) - former.row_count as gained_count
        from present
        full join former
            on present.table_name = former.table_name
            and present.group_value = former.group_value
    )

    select
        group_value,
        case
            when former_count >= minimum_rows then greatest(-gained_count, 0) / former_count
        end as volume_fall_rate,
        case
            when former_count >= minimum_rows then greatest(gained_count, 0) / former_count
        end as volume_growth_rate
    from compared
    cross join runs
"""


def compare_volumes(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the view `volumes`: by table and group, how far it fell or grew.

    Args:
        cursor: Connection on which `runs` (the present run; both rates are null where there were
            fewer than its `minimum_rows`), `volumes_recorded` (one row per run, table and group)
            and `verdicts_recorded` (one row per run and expectation) can be read.

    Source: the design of the comparison is this project's; see `_int_quality__docs.md`.

    Example:
        >>> cursor = duckdb.connect()
        >>> _ = cursor.execute('''
        ...     create table runs as select 'b' as run_id, 100 as minimum_rows,
        ...         timestamp '2025-01-02' as run_at;
        ...     create table volumes_recorded as
        ...         select unnest(['a', 'b']) as run_id, 't' as table_name, 'web' as group_value,
        ...             unnest([200, 150]) as row_count;
        ...     create table verdicts_recorded as
        ...         select 'a' as run_id, timestamp '2025-01-01' as run_at, 'critical' as severity,
        ...             true as is_success, false as has_raised
        ... ''')
        >>> compare_volumes(cursor)
        >>> cursor.execute("select * from volumes").fetchall()
        [('t web', 0.25, 0.0)]
    """
    cursor.execute(VOLUME_CHANGES)
