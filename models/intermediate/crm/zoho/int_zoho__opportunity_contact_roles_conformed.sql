-- One row per Zoho deal and contact, whether listed as a role or named on the deal itself.
with

listed as (
    select
        opportunity_id,
        person_record_id,
        source_system,
        role,
        false as is_primary_contact
    from {{ ref('int_zoho__contact_roles_resolved') }}
    where unmatched_reason is null
),

-- The contact that the deal itself names is its primary one.
named_on_deals as (
    select
        opportunity_id,
        person_record_id,
        source_system,
        cast(null as varchar) as role,
        true as is_primary_contact
    from {{ ref('int_zoho__opportunities_conformed') }}
    where person_record_id is not null
),

unioned as (
    select * from listed
    union all
    select * from named_on_deals
),

conformed as (
    select
        opportunity_id,
        person_record_id,
        source_system,
        min(role) as role,
        bool_or(is_primary_contact) as is_primary_contact
    from unioned
    group by opportunity_id, person_record_id, source_system
)

select * from conformed
