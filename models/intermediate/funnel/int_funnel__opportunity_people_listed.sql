-- One row per opportunity and person who takes part in it.
with

persons as (
    select
        node_id,
        person_id
    from {{ ref('int_identity__persons_resolved') }}
),

opportunities as (
    select * from {{ ref('int_journeys__opportunities_dated') }}
),

listed as (
    select
        opportunities.opportunity_id,
        persons.person_id,
        opportunities.opened_at
    from opportunities
    inner join persons on opportunities.node_id = persons.node_id
    union
    select
        opportunities.opportunity_id,
        persons.person_id,
        opportunities.opened_at
    from opportunities
    inner join {{ ref('int_crm__opportunity_contact_roles_unioned') }} as roles
        on opportunities.opportunity_id = roles.opportunity_id
    inner join persons on roles.person_record_id = persons.node_id
)

select * from listed
