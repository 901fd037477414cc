-- One row per export and entity it holds rows of.
with

landed as (
    {{ crm_attribution.landed_rows() }}
),

broken as (
    select * from {{ source('landing', 'broken_rows') }}
),

found as (
    select
        source_system,
        entity,
        file_name,
        is_staged
    from landed
    union all
    select
        source_system,
        entity,
        file_name,
        false as is_staged
    from broken
),

counted as (
    select
        source_system,
        entity,
        file_name,
        count(*) as rows_in,
        count(*) filter (is_staged) as rows_staged
    from found
    group by all
)

select * from counted
