-- One row per export file or table and entity it holds: rows in, staged and rejected.
with

files as (
    select * from {{ ref('stg_exports__files_listed') }}
),

counts as (
    select * from {{ ref('stg_exports__rows_counted') }}
),

-- Counted where the reasons are kept, so that the account does not prove itself.
rejections as (
    select
        source_system,
        entity,
        file_name,
        count(distinct row_number) as rows_rejected
    from {{ ref('stg_exports__rejected_rows') }}
    group by all
),

accounted as (
    select
        files.source_system,
        files.entity,
        files.file_name,
        files.file_format,
        files.adapter,
        files.entity is not null as is_read,
        case when files.entity is not null then coalesce(counts.rows_in, 0) end as rows_in,
        case when files.entity is not null then coalesce(counts.rows_staged, 0) end as rows_staged,
        case when files.entity is not null then coalesce(rejections.rows_rejected, 0) end
            as rows_rejected
    from files
    left join counts
        on
            files.source_system = counts.source_system
            and files.entity = counts.entity
            and files.file_name = counts.file_name
    left join rejections
        on
            files.source_system = rejections.source_system
            and files.entity = rejections.entity
            and files.file_name = rejections.file_name
)

select * from accounted
