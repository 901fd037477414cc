-- One row per Dynamics campaign response.
with

export_rows as (
    select * from {{ source('dynamics', 'campaign_response') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('activityid') }} as campaign_member_id,
        {{ crm_attribution.dynamics_lookup_key('regardingobjectid') }} as campaign_id,
        {{ crm_attribution.dynamics_lookup_key('customer') }} as customer_record_id,
        {{ crm_attribution.dynamics_lookup_name('regardingobjectid') }} as campaign_name,
        full_name as full_name_hash,
        emailaddress as email_hash,
        responsecode as response_option,
        responsecode_label as response_label,
        lower(statecode) as state,
        receivedon_is_date_only as is_first_responded_at_date_only,
        createdon_is_date_only as is_added_at_date_only,
        receivedon as first_responded_at,
        createdon as added_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
