-- One row per person and key of a neutral export, from rows that hold several keys.
with

person_keys as (
    select * from {{ ref('stg_neutral__person_keys') }}
),

-- A null among the values makes no row.
keyed as (
    select *
    from person_keys
    unpivot (
        key_value for key_column in (email_hash, phone_hash, member_number, cookie_id, click_id)
    )
),

conformed as (
    select
        person_record_id,
        source_system,
        replace(key_column, '_hash', '') as key_type,
        key_value,
        case when key_column = 'email_hash' then max(email_domain) end as email_domain,
        min(seen_at) as first_seen_at,
        max(seen_at) as last_seen_at
    from keyed
    group by person_record_id, source_system, key_column, key_value
)

select * from conformed
