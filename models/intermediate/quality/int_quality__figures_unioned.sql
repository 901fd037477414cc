-- One row per figure that the gate judges, table, column and group of rows.
with

exports as (
    select
        'rejected_rate' as figure,
        'int_quality__exports_accounted' as table_name,
        'rows_rejected' as column_name,
        source_system || ' ' || entity || ' ' || file_name as group_value,
        cast(rows_in as bigint) as base_count,
        rows_rejected / nullif(cast(rows_in as double), 0) as figure_value
    from {{ ref('int_quality__exports_accounted') }}
    where is_read
),

days_behind as (
    select
        'days_behind' as figure,
        'int_quality__sources_dated' as table_name,
        'newest_date' as column_name,
        source_system as group_value,
        event_count as base_count,
        cast(days_behind_newest as double) as figure_value
    from {{ ref('int_quality__sources_dated') }}
),

days_old as (
    select
        'days_old' as figure,
        'int_quality__sources_dated' as table_name,
        'newest_date' as column_name,
        source_system as group_value,
        event_count as base_count,
        cast(days_before_run as double) as figure_value
    from {{ ref('int_quality__sources_dated') }}
    -- The newest of all: the others are told by how far they are behind it.
    where days_behind_newest = 0
),

unioned as (
    select * from exports
    union all by name
    select * from days_behind
    union all by name
    select * from days_old
    union all by name
    select * from {{ ref('int_quality__touchpoints_measured') }}
    union all by name
    select * from {{ ref('int_quality__conversions_measured') }}
    union all by name
    select * from {{ ref('int_quality__unattributed_measured') }}
    union all by name
    select * from {{ ref('int_quality__records_measured') }}
),

judgeable as (
    select
        unioned.figure,
        unioned.table_name,
        unioned.column_name,
        unioned.group_value,
        unioned.base_count,
        -- A share of a handful of rows means nothing.
        case when unioned.base_count >= runs.minimum_rows then unioned.figure_value end
            as figure_value
    from unioned
    cross join {{ ref('int_quality__run_identified') }} as runs
    where {{ var('quality_gate') }}
)

select * from judgeable
