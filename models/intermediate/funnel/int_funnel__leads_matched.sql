-- One row per lead: the opportunity it led to, if any.
{#- What ties the two, strongest first. #}
{%- set bases = ['converted_lead', 'opportunity_record', 'contact_role', 'account'] %}
with

leads as (
    select
        *,
        {{ crm_attribution.local_date('created_at') }} as created_date
    from {{ ref('int_funnel__leads_listed') }}
),

opportunities as (
    select
        *,
        {{ crm_attribution.local_date('opened_at') }} as opened_date
    from {{ ref('int_journeys__opportunities_dated') }}
),

ties as (
    select
        person_record_id,
        converted_opportunity_id as opportunity_id,
        'converted_lead' as match_basis
    from leads
    union all
    select
        leads.person_record_id,
        opportunities.opportunity_id,
        'opportunity_record' as match_basis
    from leads
    inner join opportunities on leads.person_record_id = opportunities.person_record_id
    union all
    select
        leads.person_record_id,
        opportunity_people.opportunity_id,
        'contact_role' as match_basis
    from leads
    inner join {{ ref('int_funnel__opportunity_people_listed') }} as opportunity_people
        on leads.person_id = opportunity_people.person_id
    union all
    -- The account alone counts for a lead that became something nobody names.
    select
        leads.person_record_id,
        opportunities.opportunity_id,
        'account' as match_basis
    from leads
    inner join opportunities on leads.account_id = opportunities.account_id
    where
        leads.converted_opportunity_id is null
        and (leads.is_converted or leads.lead_basis = 'exported_creation')
),

-- What a CRM says of a lead record holds whatever the dates say; anybody else may have been there,
-- with opportunities, before becoming a lead. An export may know the day alone: whatever was opened
-- on the lead's day counts. Of equal ties the one opened first; opportunity_id breaks ties.
chosen as (
    select
        ties.*,
        list_position([{{ crm_attribution.text_list(bases) }}], ties.match_basis) as match_rank
    from ties
    inner join leads on ties.person_record_id = leads.person_record_id
    inner join opportunities on ties.opportunity_id = opportunities.opportunity_id
    where
        ties.match_basis = 'converted_lead'
        or (ties.match_basis = 'opportunity_record' and leads.lead_basis = 'lead_record')
        or opportunities.opened_date >= coalesce(leads.created_date, opportunities.opened_date)
    qualify
        row_number() over (
            partition by ties.person_record_id
            order by match_rank, opportunities.opened_at nulls last, ties.opportunity_id
        ) = 1
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
        leads.conversion_id,
        leads.lead_source,
        leads.lead_status,
        leads.lead_basis,
        chosen.match_basis,
        chosen.match_rank,
        leads.lead_basis <> 'lifecycle' as is_created_as_lead,
        leads.created_at
    from leads
    left join chosen on leads.person_record_id = chosen.person_record_id
),

-- Several leads of one subject: whoever was created as one comes first, then the strongest tie,
-- then the earliest; person_record_id breaks ties.
ranked as (
    select
        * exclude (match_rank),
        row_number() over (
            partition by subject_id
            order by
                not is_created_as_lead, match_rank nulls last, created_at nulls last,
                person_record_id
        ) = 1 as is_subject_lead
    from matched
)

select * from ranked
