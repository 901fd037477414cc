-- One row per export file or table found and entity it holds.
with

exports as (
    select * from {{ ref('int_quality__exports_accounted') }}
),

published as (
    select
        source_system,
        coalesce(entity, '(not read)') as entity,
        file_name,
        file_format,
        encoding,
        compression,
        delimiter,
        naming_mode,
        adapter,
        is_read,
        rows_in,
        rows_staged,
        rows_rejected,
        rows_rejected / nullif(cast(rows_in as double), 0) as rejected_rate,
        rejections_by_reason,
        repaired_count,
        first_date,
        last_date,
        file_hash
    from exports
)

select * from published
