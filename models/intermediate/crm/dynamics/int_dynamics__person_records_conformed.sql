-- One row per Dynamics lead or contact, merged ones included.
with

-- A contact names the lead it was made from; the lead may name the contact, too.
contacts_of_leads as (
    select
        originating_lead_id,
        min(person_record_id) as person_record_id
    from {{ ref('stg_dynamics__contacts') }}
    where originating_lead_id is not null
    group by originating_lead_id
),

leads as (
    select
        leads.person_record_id,
        leads.source_system,
        leads.merged_into_record_id,
        coalesce(leads.converted_to_record_id, contacts_of_leads.person_record_id)
            as converted_to_record_id,
        leads.account_id,
        leads.converted_opportunity_id,
        'lead' as record_type,
        leads.email_hash,
        leads.email_domain,
        leads.phone_hash,
        coalesce(leads.source_label, sources.option_label) as lead_source,
        leads.created_at
    from {{ ref('stg_dynamics__leads') }} as leads
    left join contacts_of_leads on leads.person_record_id = contacts_of_leads.originating_lead_id
    {{ crm_attribution.dynamics_option(
        'sources', 'leads', 'lead', 'leadsourcecode', 'source_option'
    ) }}
),

contacts as (
    select
        contacts.person_record_id,
        contacts.source_system,
        contacts.merged_into_record_id,
        cast(null as varchar) as converted_to_record_id,
        coalesce(contacts.account_id, accounts.record_id) as account_id,
        cast(null as varchar) as converted_opportunity_id,
        'contact' as record_type,
        contacts.email_hash,
        contacts.email_domain,
        contacts.phone_hash,
        coalesce(contacts.source_label, sources.option_label) as lead_source,
        contacts.created_at
    from {{ ref('stg_dynamics__contacts') }} as contacts
    {{ crm_attribution.named_record('accounts', 'contacts', 'account', 'account_name') }}
    {{ crm_attribution.dynamics_option(
        'sources', 'contacts', 'contact', 'leadsourcecode', 'source_option'
    ) }}
),

unioned as (
    select * from leads
    union all
    select * from contacts
)

select * from unioned
