-- One row per node of the identity graph: a person record, a record that is only referred to, a
-- hashed e-mail address, a browser, a click, or a key that records share.
with

records as (
    select
        person_record_id,
        record_type,
        created_at
    from {{ ref('int_crm__person_records_unioned') }}
),

sightings as (
    select * from {{ ref('int_identity__sightings_listed') }}
),

person_keys as (
    select * from {{ ref('int_identity__person_keys_listed') }}
),

referred as (
    select person_record_id as node_id from sightings
    union
    select person_record_id as node_id from {{ ref('int_crm__person_keys_unioned') }}
    union
    select person_record_id as node_id from {{ ref('int_crm__opportunities_unioned') }}
    union
    select person_record_id as node_id from {{ ref('int_crm__opportunity_contact_roles_unioned') }}
    union
    select merged_into_record_id as node_id from {{ ref('int_crm__person_records_unioned') }}
    union
    select converted_to_record_id as node_id from {{ ref('int_crm__person_records_unioned') }}
),

addresses as (
    select
        email_hash,
        created_at as first_seen_at,
        null as last_seen_at
    from {{ ref('int_crm__person_records_unioned') }}
    where email_hash is not null
    union all
    select
        email_hash,
        first_seen_at,
        last_seen_at
    from sightings
    where email_hash is not null
),

browsers as (
    select
        '(cookie_id)|' || source_system || '|' || cookie_id as node_id,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from sightings
    where cookie_id is not null
    group by source_system, cookie_id
),

keys as (
    select
        key_id as node_id,
        case when key_type = 'click_id' then 'click_id' else 'key' end as node_type,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from person_keys
    where key_type <> 'email'
    group by key_id, key_type
),

nodes as (
    select
        person_record_id as node_id,
        record_type as node_type,
        created_at,
        created_at as first_seen_at,
        cast(null as timestamp) as last_seen_at
    from records
    union all
    select
        referred.node_id,
        'referred' as node_type,
        null as created_at,
        null as first_seen_at,
        null as last_seen_at
    from referred
    anti join records on referred.node_id = records.person_record_id
    where referred.node_id is not null
    union all
    select
        '(email)|' || email_hash as node_id,
        'email' as node_type,
        null as created_at,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from addresses
    group by email_hash
    union all
    select
        node_id,
        'cookie_id' as node_type,
        null as created_at,
        first_seen_at,
        last_seen_at
    from browsers
    union all
    -- A key of one system may be the browser itself.
    select
        keys.node_id,
        keys.node_type,
        null as created_at,
        keys.first_seen_at,
        keys.last_seen_at
    from keys
    anti join browsers on keys.node_id = browsers.node_id
)

select * from nodes
