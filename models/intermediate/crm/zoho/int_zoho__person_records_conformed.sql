-- One row per Zoho lead or contact.
with

leads as (
    select
        person_record_id,
        source_system,
        converted_to_record_id,
        account_id,
        converted_opportunity_id,
        'lead' as record_type,
        email_hash,
        email_domain,
        phone_hash,
        lead_source,
        created_at
    from {{ ref('stg_zoho__leads') }}
),

contacts as (
    select
        contacts.person_record_id,
        contacts.source_system,
        cast(null as varchar) as converted_to_record_id,
        coalesce(contacts.account_id, accounts.record_id) as account_id,
        cast(null as varchar) as converted_opportunity_id,
        'contact' as record_type,
        contacts.email_hash,
        contacts.email_domain,
        contacts.phone_hash,
        contacts.lead_source,
        contacts.created_at
    from {{ ref('stg_zoho__contacts') }} as contacts
    {{ crm_attribution.named_record('accounts', 'contacts', 'account', 'account_name') }}
),

unioned as (
    select * from leads
    union all
    select * from contacts
)

select * from unioned
