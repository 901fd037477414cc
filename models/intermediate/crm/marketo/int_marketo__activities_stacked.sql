-- One row per Marketo activity that is used, from a table of its type or from one of all types.
{% set tables = [
    (ref('stg_marketo__page_views'), '1'),
    (ref('stg_marketo__forms_sent'), '2'),
    (ref('stg_marketo__emails_sent'), '6'),
    (ref('stg_marketo__emails_opened'), '10'),
    (ref('stg_marketo__emails_clicked'), '11'),
    (ref('stg_marketo__lead_merges'), '32'),
    (ref('stg_marketo__program_status_changes'), '104'),
] %}
with

activities as (
    select * from {{ ref('stg_marketo__activities') }}
    where activity_type_id in ('1', '2', '6', '10', '11', '32', '104')
),

unioned as (
    select * from activities
    {%- for table, activity_type_id in tables %}
    union all by name
    select
        *,
        '{{ activity_type_id }}' as activity_type_id
    from {{ table }}
    {%- endfor %}
),

-- An activity that stands in both is one; the table of its own type says more.
deduplicated as (
    select * from unioned
    qualify
        row_number() over (
            partition by activity_id
            order by
                coalesce(page_url, url, merged_ids, member_status, action_result) is null,
                file_name,
                row_number
        ) = 1
)

select * from deduplicated
