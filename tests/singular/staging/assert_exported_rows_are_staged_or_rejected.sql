-- Every row of an export is staged or rejected with a reason. Mirror:
-- assert_staged_and_rejected_rows_were_exported.
{#- The staging models are found where they read what landed; these marts come after all. -#}
-- depends_on: {{ ref('fct_touchpoints') }}, {{ ref('fct_conversions') }}, {{ ref('fct_spend') }}
with

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

select * from exported
except all
select * from accounted
