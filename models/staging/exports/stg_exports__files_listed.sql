-- One row per export file or table found and entity it holds; one without an entity is not read.
with

files as (
    select
        source_system,
        entity,
        file_name,
        file_format,
        encoding,
        compression,
        delimiter,
        naming_mode,
        adapter,
        repaired_count,
        first_date,
        last_date,
        file_hash
    from {{ source('landing', 'files') }}
)

select * from files
