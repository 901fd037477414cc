-- One row per Dynamics lead, merged ones included.
with

export_rows as (
    select * from {{ source('dynamics', 'lead') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('leadid') }} as person_record_id,
        {{ crm_attribution.dynamics_key('masterid') }} as merged_into_record_id,
        {{ crm_attribution.dynamics_lookup_key('parentcontactid') }} as converted_to_record_id,
        {{ crm_attribution.dynamics_lookup_key('parentaccountid') }} as account_id,
        {{ crm_attribution.dynamics_lookup_key('qualifyingopportunityid') }}
            as converted_opportunity_id,
        fullname as full_name_hash,
        cast(null as varchar) as last_name_hash,
        emailaddress1 as email_hash,
        emailaddress1_domain as email_domain,
        mobilephone as phone_hash,
        leadsourcecode as source_option,
        leadsourcecode_label as source_label,
        lower(statecode) as state,
        createdon as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
