-- One row per tag that a person of any source system was given.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__person_tags',
        'int_hubspot__person_tags_conformed',
        'int_pardot__person_tags_conformed',
    ]) }}
),

listed as (
    select
        person_tag_id,
        source_system,
        person_record_id,
        tag,
        tag_group,
        tagged_at,
        removed_at
    from unioned
)

select * from listed
