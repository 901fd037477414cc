-- One row per node of the identity graph: a person record, a record that is only referred to, or a
-- hashed e-mail address.
with

records as (
    select
        person_record_id,
        record_type,
        created_at
    from {{ ref('int_crm__person_records_unioned') }}
),

named as (
    select * from {{ ref('int_identity__named_pairs_listed') }}
),

referred as (
    select person_record_id as node_id from named
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
    select email_hash from {{ ref('int_crm__person_records_unioned') }}
    union
    select email_hash from named
),

nodes as (
    select
        person_record_id as node_id,
        record_type as node_type,
        created_at
    from records
    union all
    select
        referred.node_id,
        'referred' as node_type,
        null as created_at
    from referred
    anti join records on referred.node_id = records.person_record_id
    where referred.node_id is not null
    union all
    select
        '(email)|' || email_hash as node_id,
        'email' as node_type,
        null as created_at
    from addresses
    where email_hash is not null
)

select * from nodes
