-- Every row of an export is staged or rejected with a reason. Mirror:
-- assert_staged_and_rejected_rows_were_exported.
with

exported as (
    {% for base in crm_attribution.base_models() -%}
    select
        '{{ base.entity }}' as entity,
        source_system,
        file_name,
        row_number
    from {{ ref(base.model) }}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

staged as (
    {% for base in crm_attribution.base_models() -%}
    select
        '{{ base.entity }}' as entity,
        source_system,
        file_name,
        row_number
    from {{ ref(base.model | replace('base_', 'stg_')) }}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

rejected as (
    select distinct
        entity,
        source_system,
        file_name,
        row_number
    from {{ ref('stg_exports__rejected_rows') }}
),

accounted as (
    select * from staged
    union all
    select * from rejected
)

select * from exported
except all
select * from accounted
