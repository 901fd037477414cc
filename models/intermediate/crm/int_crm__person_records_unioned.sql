-- One row per person record (lead, contact or person) of any system, merged ones included.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__persons',
        'stg_salesforce__leads',
        'stg_salesforce__contacts',
        'int_hubspot__person_records_conformed',
        'int_zoho__person_records_conformed',
        'int_fxiaoke__person_records_conformed',
        'int_dynamics__person_records_conformed',
        'stg_shopify__customers',
        'int_marketo__person_records_conformed',
        'stg_pardot__prospects',
        'stg_klaviyo__persons',
        'stg_mailchimp__members',
        'stg_iterable__users',
    ]) }}
),

listed as (
    select
        person_record_id,
        source_system,
        merged_into_record_id,
        converted_to_record_id,
        account_id,
        converted_opportunity_id,
        record_type,
        email_hash,
        email_domain,
        phone_hash,
        member_number,
        lead_source,
        created_at
    from unioned
)

select * from listed
