-- One row per opportunity that came of a lead: the lead, and what ties the two.
with

persons as (
    select
        resolved.node_id,
        resolved.person_id,
        described.account_id
    from {{ ref('int_identity__persons_resolved') }} as resolved
    inner join {{ ref('int_identity__persons_described') }} as described
        on resolved.person_id = described.person_id
),

opportunities as (
    select
        opportunity_id,
        account_id,
        node_id,
        opened_at,
        cast(opened_at as date) as opened_date
    from {{ ref('int_journeys__opportunities_dated') }}
),

listed as (
    select
        person_record_id as lead_record_id,
        person_record_id as node_id,
        converted_opportunity_id,
        account_id,
        created_at
    from {{ ref('int_crm__person_records_unioned') }}
    where record_type = 'lead' and merged_into_record_id is null
    union all
    -- An export may tell of leads by their creation alone.
    select
        native_conversion_id as lead_record_id,
        coalesce(person_record_id, '(email)|' || email_hash) as node_id,
        cast(null as varchar) as converted_opportunity_id,
        account_id,
        converted_at as created_at
    from {{ ref('int_crm__conversions_unioned') }}
    where conversion_type = 'lead_created'
),

leads as (
    select
        listed.lead_record_id,
        persons.person_id,
        listed.converted_opportunity_id,
        coalesce(persons.account_id, listed.account_id) as account_id,
        listed.created_at,
        cast(listed.created_at as date) as created_date
    from listed
    left join persons on listed.node_id = persons.node_id
),

opportunity_people as (
    select
        opportunities.opportunity_id,
        persons.person_id
    from opportunities
    inner join persons on opportunities.node_id = persons.node_id
    union
    select
        roles.opportunity_id,
        persons.person_id
    from {{ ref('int_crm__opportunity_contact_roles_unioned') }} as roles
    inner join persons on roles.person_record_id = persons.node_id
),

by_conversion as (
    select
        leads.lead_record_id,
        opportunities.opportunity_id,
        1 as match_rank,
        'converted_lead' as match_basis,
        leads.created_at
    from leads
    inner join opportunities on leads.converted_opportunity_id = opportunities.opportunity_id
),

by_person as (
    select
        leads.lead_record_id,
        opportunities.opportunity_id,
        2 as match_rank,
        'contact_role' as match_basis,
        leads.created_at
    from leads
    inner join opportunity_people on leads.person_id = opportunity_people.person_id
    inner join opportunities on opportunity_people.opportunity_id = opportunities.opportunity_id
    where opportunities.opened_date >= leads.created_date
),

-- By account alone only the first opportunity that follows the lead, and only where nothing tells
-- more of either.
by_account as (
    select
        leads.lead_record_id,
        arg_min(
            opportunities.opportunity_id,
            {'opened_at': opportunities.opened_at, 'id': opportunities.opportunity_id}
        ) as opportunity_id,
        3 as match_rank,
        'account' as match_basis,
        any_value(leads.created_at) as created_at
    from leads
    inner join opportunities
        on
            leads.account_id = opportunities.account_id
            and leads.created_date <= opportunities.opened_date
    where
        leads.lead_record_id not in (
            select by_conversion.lead_record_id from by_conversion
            union all
            select by_person.lead_record_id from by_person
        )
    group by leads.lead_record_id
),

candidates as (
    select * from by_conversion
    union all
    select * from by_person
    union all
    select * from by_account
),

-- An opportunity is one lead's: of the strongest tie, then the earliest, then the smaller id.
matched as (
    select
        opportunity_id,
        lead_record_id,
        match_basis
    from candidates
    qualify row_number() over (
        partition by opportunity_id order by match_rank, created_at nulls last, lead_record_id
    ) = 1
)

select * from matched
