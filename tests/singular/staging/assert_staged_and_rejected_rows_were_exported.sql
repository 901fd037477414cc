-- No row is staged or rejected that no export has, none is both, none twice. Mirror:
-- assert_exported_rows_are_staged_or_rejected.
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

select * from accounted
except all
select * from exported
