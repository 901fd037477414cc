-- One row per reason why a row of an export could not be staged; a row may have several.
with

landed as (
    {{ crm_attribution.landed_rows() }}
),

originals as (
    select * from {{ source('landing', 'rejected_originals') }}
),

broken as (
    select
        source_system,
        entity,
        file_name,
        row_number,
        cast(null as varchar) as column_name,
        cast(null as varchar) as value,
        reason,
        original
    from {{ source('landing', 'broken_rows') }}
),

rejected as (
    select
        source_system,
        entity,
        file_name,
        row_number,
        unnest(rejections) as rejection
    from landed
    where not is_staged
),

unpacked as (
    select
        rejected.source_system,
        rejected.entity,
        rejected.file_name,
        rejected.row_number,
        rejected.rejection.column_name,
        rejected.rejection.value,
        rejected.rejection.reason,
        originals.original
    from rejected
    left join originals
        on
            rejected.source_system = originals.source_system
            and rejected.entity = originals.entity
            and rejected.file_name = originals.file_name
            and rejected.row_number = originals.row_number
),

unioned as (
    select * from unpacked
    union all
    select * from broken
)

select * from unioned
