-- One row per lead status that a Marketo lead reached.
with

changes as (
    select
        person_record_id,
        source_system,
        new_value as stage_name,
        happened_at as entered_at
    from {{ ref('stg_marketo__data_value_changes') }}
    where lower(replace(field_name, ' ', '')) = 'leadstatus' and new_value is not null
)

select * from changes
