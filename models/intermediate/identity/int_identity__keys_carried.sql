-- One row per node, kind of key and value it carries, as each source of keys tells it.
{# A view: int_identity__person_keys_listed alone reads it. -#}
{{ config(materialized='view') }}

with

records as (
    select * from {{ ref('int_crm__person_records_unioned') }}
),

named_keys as (
    select
        person_record_id as node_id,
        source_system,
        converted_to_record_id as converted_to,
        merged_into_record_id as merged_into,
        member_number,
        email_hash as email,
        phone_hash as phone,
        created_at
    from records
),

declared as (
    select * from {{ ref('int_crm__person_keys_unioned') }}
),

-- A null among the values makes no row.
record_keys as (
    select *
    from named_keys
    unpivot (
        key_value for key_type in (converted_to, merged_into, member_number, email, phone)
    )
),

-- Both ends of a link between records carry it as a key, so that all rules work alike.
carried as (
    select
        node_id,
        source_system,
        key_type,
        key_value,
        created_at as first_seen_at,
        cast(null as timestamp) as last_seen_at
    from record_keys
    union all
    select
        converted_to_record_id as node_id,
        source_system,
        'converted_to' as key_type,
        converted_to_record_id as key_value,
        created_at as first_seen_at,
        null as last_seen_at
    from records
    union all
    select
        merged_into_record_id as node_id,
        source_system,
        'merged_into' as key_type,
        merged_into_record_id as key_value,
        created_at as first_seen_at,
        null as last_seen_at
    from records
    union all
    select
        person_record_id as node_id,
        source_system,
        key_type,
        key_value,
        first_seen_at,
        last_seen_at
    from declared
    union all
    select * from {{ ref('int_identity__keys_sighted') }}
)

select * from carried
where node_id is not null and key_value is not null
