-- One row per key of a person that a source system exports as such.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'int_neutral__person_keys_conformed',
    ]) }}
),

listed as (
    select
        person_record_id,
        source_system,
        key_type,
        key_value,
        email_domain,
        first_seen_at,
        last_seen_at
    from unioned
)

select * from listed
