-- Per file: the rows reported are the rows landed, and each was staged or rejected. Mirror:
-- assert_ingestion_counts_only_exported_rows.
with

landed as (
    select
        entity,
        source_system,
        file_name,
        count(*) as rows_in
    from ({{ crm_attribution.landed_rows() }}) as landed_rows
    group by all
),

broken as (
    select
        entity,
        source_system,
        file_name,
        count(*) as rows_in
    from {{ source('landing', 'broken_rows') }}
    group by all
),

exported as (
    select
        entity,
        source_system,
        file_name,
        sum(rows_in) as rows_in
    from (
        select * from landed
        union all
        select * from broken
    ) as counted
    group by all
),

reported as (
    select * from {{ ref('rpt_ingestion') }}
    where is_read
)

select
    exported.entity,
    exported.source_system,
    exported.file_name,
    exported.rows_in as rows_landed,
    reported.rows_in,
    reported.rows_staged,
    reported.rows_rejected
from exported
left join reported
    on
        exported.entity = reported.entity
        and exported.source_system = reported.source_system
        and exported.file_name = reported.file_name
where
    exported.rows_in is distinct from reported.rows_in
    or exported.rows_in is distinct from reported.rows_staged + reported.rows_rejected
