-- One row per lead: the opportunity it led to, if any.
with

records as (
    select * from {{ ref('int_crm__person_records_unioned') }}
),

persons as (
    select
        node_id,
        person_id
    from {{ ref('int_identity__persons_resolved') }}
),

opportunities as (
    select * from {{ ref('int_journeys__opportunities_dated') }}
),

staged as (
    select distinct person_record_id from {{ ref('int_crm__person_stage_changes_unioned') }}
),

-- A contact or person with a status or lifecycle stage is a lead as well.
leads as (
    select
        records.*,
        persons.person_id
    from records
    left join persons on records.person_record_id = persons.node_id
    left join staged on records.person_record_id = staged.person_record_id
    where
        records.merged_into_record_id is null
        and (
            records.record_type = 'lead'
            or records.lead_status is not null
            or staged.person_record_id is not null
        )
),

opportunity_people as (
    select * from {{ ref('int_funnel__opportunity_people_listed') }}
),

-- What the CRM says comes before what people and dates suggest; the account alone counts for a
-- lead that was converted.
candidates as (
    select
        leads.person_record_id,
        1 as preference,
        opportunities.opened_at,
        opportunities.opportunity_id
    from leads
    inner join opportunities on leads.converted_opportunity_id = opportunities.opportunity_id
    union all
    select
        leads.person_record_id,
        2 as preference,
        opportunities.opened_at,
        opportunities.opportunity_id
    from leads
    inner join opportunities on leads.person_record_id = opportunities.person_record_id
    where leads.record_type = 'lead'
    union all
    select
        leads.person_record_id,
        3 as preference,
        opportunity_people.opened_at,
        opportunity_people.opportunity_id
    from leads
    inner join opportunity_people on leads.person_id = opportunity_people.person_id
    where opportunity_people.opened_at >= coalesce(leads.created_at, opportunity_people.opened_at)
    union all
    select
        leads.person_record_id,
        4 as preference,
        opportunities.opened_at,
        opportunities.opportunity_id
    from leads
    inner join opportunities on leads.account_id = opportunities.account_id
    where
        leads.converted_to_record_id is not null
        and opportunities.opened_at >= coalesce(leads.created_at, opportunities.opened_at)
),

chosen as (
    select
        person_record_id,
        arg_min(
            opportunity_id,
            {
                'preference': preference,
                'opened_at': coalesce(opened_at, timestamp '9999-12-31'),
                'opportunity_id': opportunity_id
            }
        ) as opportunity_id
    from candidates
    group by person_record_id
),

matched as (
    select
        leads.person_record_id,
        leads.source_system,
        leads.person_id,
        leads.account_id,
        chosen.opportunity_id,
        coalesce(
            'opportunity|' || chosen.opportunity_id,
            'lead|' || coalesce(leads.person_id, leads.person_record_id)
        ) as subject_id,
        leads.lead_source,
        leads.lead_status,
        leads.record_type = 'lead' as is_created_as_lead,
        leads.created_at
    from leads
    left join chosen on leads.person_record_id = chosen.person_record_id
)

select * from matched
