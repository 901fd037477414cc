-- One row per person.
with

persons as (
    select * from {{ ref('int_identity__persons_described') }}
),

published as (
    select
        person_id,
        account_id,
        account_match_rule,
        source_system,
        lead_source,
        cast(record_count as integer) as record_count,
        identity_confidence,
        is_lead,
        is_contact,
        lead_created_at,
        first_created_at
    from persons
)

select * from published
