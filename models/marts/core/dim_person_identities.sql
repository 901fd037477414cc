-- One row per record, address, browser or click and person it is.
with

links as (
    select * from {{ ref('int_identity__links_listed') }}
),

published as (
    select
        node_id as identity_id,
        person_id,
        node_type as identity_type,
        identity_rule,
        confidence,
        valid_from,
        valid_to
    from links
)

select * from published
