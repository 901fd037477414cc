-- One row per export, entity and column of the contract that the export has.
with

found as (
    select
        source_system,
        entity,
        file_name,
        column_name,
        raw_name,
        dialect
    from {{ source('landing', 'columns') }}
)

select * from found
