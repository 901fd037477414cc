-- One row per export and entity it holds rows of.
with

counted as (
    {% for base in crm_attribution.base_models() -%}
    select
        source_system,
        '{{ base.entity }}' as entity,
        file_name,
        count(*) as rows_in,
        count(*) filter (is_staged) as rows_staged
    from {{ ref(base.model) }}
    group by source_system, file_name
    {{ 'union all' if not loop.last }}
    {% endfor -%}
)

select * from counted
