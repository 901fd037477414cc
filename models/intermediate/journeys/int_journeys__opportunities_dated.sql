-- One row per opportunity: its primary contact, and when it was opened.
with

opportunities as (
    select * from {{ ref('int_crm__opportunities_unioned') }}
),

contact_roles as (
    select * from {{ ref('int_crm__opportunity_contact_roles_unioned') }}
),

-- The primary contact; among several the smallest id.
primary_contacts as (
    select
        opportunity_id,
        min(person_record_id) as person_record_id
    from contact_roles
    where is_primary_contact
    group by opportunity_id
),

first_stages as (
    select
        opportunity_id,
        min(entered_at) as entered_at
    from {{ ref('int_crm__stage_changes_unioned') }}
    group by opportunity_id
),

dated as (
    select
        opportunities.*,
        coalesce(opportunities.person_record_id, primary_contacts.person_record_id) as node_id,
        -- Where an export has no creation time, the first stage entered, then the close, stand in.
        case
            when opportunities.created_at is not null then 'created_at'
            when first_stages.entered_at is not null then 'first_stage_change'
            when opportunities.closed_at is not null then 'closed_at'
            else 'undated'
        end as opened_at_basis,
        coalesce(opportunities.created_at, first_stages.entered_at, opportunities.closed_at)
            as opened_at
    from opportunities
    left join primary_contacts on opportunities.opportunity_id = primary_contacts.opportunity_id
    left join first_stages on opportunities.opportunity_id = first_stages.opportunity_id
)

select * from dated
