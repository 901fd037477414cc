-- One row per person record (lead, contact or person) of any system, merged ones included.
with

leads as (
    select
        person_record_id,
        source_system,
        merged_into_record_id,
        converted_to_record_id,
        account_id,
        'lead' as record_type,
        email_hash,
        lead_source,
        created_at
    from {{ ref('stg_salesforce__leads') }}
),

contacts as (
    select
        person_record_id,
        source_system,
        merged_into_record_id,
        cast(null as varchar) as converted_to_record_id,
        account_id,
        'contact' as record_type,
        email_hash,
        lead_source,
        created_at
    from {{ ref('stg_salesforce__contacts') }}
),

persons as (
    select
        person_record_id,
        source_system,
        merged_into_record_id,
        cast(null as varchar) as converted_to_record_id,
        account_id,
        'person' as record_type,
        email_hash,
        lead_source,
        created_at
    from {{ ref('stg_neutral__persons') }}
),

unioned as (
    select * from leads
    union all
    select * from contacts
    union all
    select * from persons
)

select * from unioned
