-- One row per Fxiaoke lead (销售线索) or contact (联系人) that is not void.
with

leads as (
    select
        person_record_id,
        source_system,
        merged_into_record_id,
        converted_to_record_id,
        account_id,
        converted_opportunity_id,
        account_name,
        'lead' as record_type,
        'LeadsObj' as object_api_name,
        email_hash,
        email_domain,
        phone_hash,
        lead_source,
        created_at
    from {{ ref('stg_fxiaoke__leads') }}
    where not is_void
),

contacts as (
    select
        person_record_id,
        source_system,
        cast(null as varchar) as merged_into_record_id,
        cast(null as varchar) as converted_to_record_id,
        account_id,
        cast(null as varchar) as converted_opportunity_id,
        account_name,
        'contact' as record_type,
        'ContactObj' as object_api_name,
        email_hash,
        email_domain,
        phone_hash,
        lead_source,
        created_at
    from {{ ref('stg_fxiaoke__contacts') }}
    where not is_void
),

unioned as (
    select * from leads
    union all
    select * from contacts
),

conformed as (
    select
        unioned.person_record_id,
        unioned.source_system,
        unioned.merged_into_record_id,
        unioned.converted_to_record_id,
        coalesce(unioned.account_id, accounts.record_id) as account_id,
        unioned.converted_opportunity_id,
        unioned.record_type,
        unioned.email_hash,
        unioned.email_domain,
        unioned.phone_hash,
        coalesce(sources.option_label, unioned.lead_source) as lead_source,
        unioned.created_at
    from unioned
    {{ crm_attribution.named_record('accounts', 'unioned', 'account', 'account_name') }}
    left join {{ ref('int_fxiaoke__options_labelled') }} as sources
        on
            unioned.source_system = sources.source_system
            and unioned.object_api_name = sources.object_api_name
            and unioned.lead_source = sources.option_value
            and sources.field_api_name = 'source'
)

select * from conformed
