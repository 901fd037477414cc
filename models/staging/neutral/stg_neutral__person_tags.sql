-- One row per neutral person and tag.
with

export_rows as (
    select * from {{ source('neutral', 'person_tags') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(person_tag_id, file_name || ':' || row_number) as person_tag_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        tag,
        tag_group,
        tagged_at,
        removed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
