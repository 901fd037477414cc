{#- CTEs exported and accounted: the rows that landed, and those that were staged or rejected. -#}
{% macro exported_and_accounted_rows() %}
exported as (
    select
        entity,
        source_system,
        file_name,
        row_number
    from ({{ crm_attribution.landed_rows() }}) as landed
),

staged as (
    {{ crm_attribution.staged_rows() }}
),

rejected as (
    select distinct
        entity,
        source_system,
        file_name,
        row_number
    from {{ ref('stg_exports__rejected_rows') }}
    where column_name is not null
),

accounted as (
    select * from staged
    union all
    select * from rejected
)
{%- endmacro %}
