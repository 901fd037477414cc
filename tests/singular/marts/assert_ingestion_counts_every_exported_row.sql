-- Per file: the rows reported are the rows landed, and each was staged or rejected. Mirror:
-- assert_ingestion_counts_only_exported_rows.
with

landed as (
    {% for base in crm_attribution.base_models() -%}
    select
        '{{ base.entity }}' as entity,
        source_system,
        file_name,
        count(*) as rows_in
    from {{ ref(base.model) }}
    group by all
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

reported as (
    select * from {{ ref('rpt_ingestion') }}
    where is_read
)

select
    landed.entity,
    landed.source_system,
    landed.file_name,
    landed.rows_in as rows_landed,
    reported.rows_in,
    reported.rows_staged,
    reported.rows_rejected
from landed
left join reported
    on
        landed.entity = reported.entity
        and landed.source_system = reported.source_system
        and landed.file_name = reported.file_name
where
    landed.rows_in is distinct from reported.rows_in
    or landed.rows_in is distinct from reported.rows_staged + reported.rows_rejected
