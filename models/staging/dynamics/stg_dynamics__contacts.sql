-- One row per Dynamics contact, merged ones included.
with

export_rows as (
    select * from {{ source('dynamics', 'contact') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('contactid') }} as person_record_id,
        {{ crm_attribution.dynamics_key('masterid') }} as merged_into_record_id,
        {{ crm_attribution.dynamics_lookup_key('parentcustomerid') }} as account_id,
        {{ crm_attribution.dynamics_lookup_key('originatingleadid') }} as originating_lead_id,
        {{ crm_attribution.dynamics_lookup_name('parentcustomerid') }} as account_name,
        fullname as full_name_hash,
        cast(null as varchar) as last_name_hash,
        emailaddress1 as email_hash,
        emailaddress1_domain as email_domain,
        mobilephone as phone_hash,
        leadsourcecode as source_option,
        leadsourcecode_label as source_label,
        createdon as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
