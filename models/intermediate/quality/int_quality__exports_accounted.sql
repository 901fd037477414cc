-- One row per export file or table and entity it holds: rows in, staged and rejected.
with

files as (
    select * from {{ ref('stg_exports__files_listed') }}
),

counts as (
    select * from {{ ref('stg_exports__rows_counted') }}
),

reasons as (
    select
        source_system,
        entity,
        file_name,
        -- One column in many files: what a record lacks differs from one to the next.
        case when column_name is null then 'record cannot be told apart' else reason end as reason,
        count(distinct row_number) as row_count
    from {{ ref('stg_exports__rejected_rows') }}
    group by all
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

reasons_named as (
    select
        source_system,
        entity,
        file_name,
        string_agg(reason || ': ' || row_count, '; ' order by row_count desc, reason asc)
            as rejections_by_reason
    from reasons
    group by all
),

accounted as (
    select
        files.*,
        files.entity is not null as is_read,
        case when files.entity is not null then coalesce(counts.rows_in, 0) end as rows_in,
        case when files.entity is not null then coalesce(counts.rows_staged, 0) end as rows_staged,
        case when files.entity is not null then coalesce(rejections.rows_rejected, 0) end
            as rows_rejected,
        reasons_named.rejections_by_reason
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
    left join reasons_named
        on
            files.source_system = reasons_named.source_system
            and files.entity = reasons_named.entity
            and files.file_name = reasons_named.file_name
)

select * from accounted
