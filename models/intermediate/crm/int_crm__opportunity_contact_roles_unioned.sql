-- One row per opportunity and contact role of any source system.
with

salesforce as (
    select
        opportunity_id,
        person_record_id,
        source_system,
        role,
        is_primary_contact
    from {{ ref('stg_salesforce__opportunity_contact_roles') }}
),

neutral as (
    select
        opportunity_id,
        person_record_id,
        source_system,
        role,
        is_primary_contact
    from {{ ref('stg_neutral__opportunity_contact_roles') }}
),

unioned as (
    select * from salesforce
    union all
    select * from neutral
)

select * from unioned
