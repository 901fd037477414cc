-- One row per conversion with a journey of its own and person whose touchpoints may explain it, for
-- conversions that are matched by people; those matched by account are not listed.
with

conversions as (
    select * from {{ ref('int_journeys__conversions_valued') }}
    where matched_by <> 'account' and journey_conversion_key = conversion_key
),

contact_roles as (
    select
        roles.opportunity_id,
        persons.person_id,
        coalesce(roles.is_primary_contact, false) as is_primary_contact
    from {{ ref('int_crm__opportunity_contact_roles_unioned') }} as roles
    inner join {{ ref('int_identity__persons_resolved') }} as persons
        on roles.person_record_id = persons.node_id
),

listed as (
    select
        conversion_key,
        person_id
    from conversions
    where person_id is not null
    union
    select
        conversions.conversion_key,
        contact_roles.person_id
    from conversions
    inner join contact_roles on conversions.opportunity_id = contact_roles.opportunity_id
    where
        conversions.matched_by = 'contact_roles'
        or (conversions.matched_by = 'primary_contact' and contact_roles.is_primary_contact)
)

select * from listed
