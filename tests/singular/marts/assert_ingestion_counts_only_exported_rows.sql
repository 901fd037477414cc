-- A file that is read is reported once per entity; no rows are reported that did not land. Mirror:
-- assert_ingestion_counts_every_exported_row.
with

landed as (
    select
        entity,
        source_system,
        file_name,
        row_number
    from ({{ crm_attribution.landed_rows() }}) as landed_rows
    union all
    select
        entity,
        source_system,
        file_name,
        row_number
    from {{ source('landing', 'broken_rows') }}
),

reported as (
    select
        entity,
        source_system,
        file_name,
        count(*) as report_count,
        sum(rows_in) as rows_in,
        sum(rows_staged + rows_rejected) as rows_accounted
    from {{ ref('rpt_ingestion') }}
    where is_read
    group by all
),

counted as (
    select
        reported.entity,
        reported.source_system,
        reported.file_name,
        reported.report_count,
        reported.rows_in,
        reported.rows_accounted,
        count(landed.row_number) as rows_landed
    from reported
    left join landed
        on
            reported.entity = landed.entity
            and reported.source_system = landed.source_system
            and reported.file_name = landed.file_name
    group by all
)

select * from counted
where
    report_count <> 1
    or rows_in is distinct from rows_landed
    or rows_accounted is distinct from rows_landed
