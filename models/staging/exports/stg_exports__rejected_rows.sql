-- One row per reason why a row of an export could not be staged; a row may have several.
with

rejected as (
    {% for base in crm_attribution.base_models() -%}
    select
        source_system,
        '{{ base.entity }}' as entity,
        file_name,
        row_number,
        unnest(rejections) as rejection
    from {{ ref(base.model) }}
    where not is_staged
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

unpacked as (
    select
        source_system,
        entity,
        file_name,
        row_number,
        rejection.column_name,
        rejection.value,
        rejection.reason
    from rejected
)

select * from unpacked
