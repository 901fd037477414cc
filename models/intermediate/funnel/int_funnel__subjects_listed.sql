-- One row per subject of the funnel: an opportunity, a lead without one, or a buyer without both.
with

leads as (
    select * from {{ ref('int_funnel__leads_matched') }}
    where is_subject_lead
),

opportunities as (
    select * from {{ ref('int_journeys__opportunities_dated') }}
),

purchases as (
    select * from {{ ref('int_funnel__purchases_assigned') }}
),

accounts as (
    select
        account_id,
        account_type,
        industry
    from {{ ref('int_crm__accounts_unioned') }}
),

persons as (
    select
        person_id,
        account_id,
        lead_source
    from {{ ref('int_identity__persons_described') }}
),

people as (
    select
        opportunity_id,
        min(person_id) as person_id
    from {{ ref('int_funnel__opportunity_people_listed') }}
    group by opportunity_id
),

of_opportunities as (
    select
        'opportunity|' || opportunities.opportunity_id as subject_id,
        'opportunity' as subject_type,
        opportunities.source_system,
        opportunities.opportunity_id,
        leads.person_record_id as lead_record_id,
        coalesce(leads.person_id, people.person_id) as person_id,
        opportunities.account_id,
        coalesce(opportunities.lead_source, leads.lead_source) as lead_source
    from opportunities
    left join leads on opportunities.opportunity_id = leads.opportunity_id
    left join people on opportunities.opportunity_id = people.opportunity_id
),

of_leads as (
    select
        subject_id,
        'lead' as subject_type,
        source_system,
        cast(null as varchar) as opportunity_id,
        person_record_id as lead_record_id,
        person_id,
        account_id,
        lead_source
    from leads
    where opportunity_id is null
),

of_customers as (
    select
        purchases.subject_id,
        'customer' as subject_type,
        min(purchases.source_system) as source_system,
        cast(null as varchar) as opportunity_id,
        cast(null as varchar) as lead_record_id,
        min(purchases.person_id) as person_id,
        min(purchases.account_id) as account_id,
        cast(null as varchar) as lead_source
    from purchases
    anti join of_leads on purchases.subject_id = of_leads.subject_id
    group by purchases.subject_id
),

unioned as (
    select * from of_opportunities
    union all
    select * from of_leads
    union all
    select * from of_customers
),

completed as (
    select
        unioned.subject_id,
        unioned.subject_type,
        unioned.source_system,
        unioned.opportunity_id,
        unioned.lead_record_id,
        unioned.person_id,
        coalesce(unioned.account_id, persons.account_id) as account_id,
        coalesce(unioned.lead_source, persons.lead_source) as lead_source,
        accounts.account_type,
        accounts.industry
    from unioned
    left join persons on unioned.person_id = persons.person_id
    left join accounts on coalesce(unioned.account_id, persons.account_id) = accounts.account_id
)

select * from completed
