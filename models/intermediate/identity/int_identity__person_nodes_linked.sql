-- One row per pair of nodes that are one person: a merged record and its master, a lead and the
-- contact it became, a record or touchpoint and its e-mail address.
with

records as (
    select * from {{ ref('int_crm__person_records_unioned') }}
),

links as (
    select
        person_record_id as node_id,
        merged_into_record_id as linked_node_id
    from records
    where merged_into_record_id is not null
    union
    select
        person_record_id as node_id,
        converted_to_record_id as linked_node_id
    from records
    where converted_to_record_id is not null
    union
    select
        person_record_id as node_id,
        '(email)|' || email_hash as linked_node_id
    from records
    where email_hash is not null
    union
    select
        person_record_id as node_id,
        '(email)|' || email_hash as linked_node_id
    from {{ ref('int_identity__named_pairs_listed') }}
    where person_record_id is not null and email_hash is not null
)

select * from links
