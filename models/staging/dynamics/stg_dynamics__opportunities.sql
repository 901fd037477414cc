-- One row per Dynamics opportunity.
with

export_rows as (
    select * from {{ source('dynamics', 'opportunity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('opportunityid') }} as opportunity_id,
        {{ crm_attribution.dynamics_lookup_key('customerid') }} as customer_record_id,
        {{ crm_attribution.dynamics_lookup_key('parentaccountid') }} as account_id,
        {{ crm_attribution.dynamics_lookup_key('parentcontactid') }} as person_record_id,
        {{ crm_attribution.dynamics_lookup_key('campaignid') }} as primary_campaign_id,
        {{ crm_attribution.dynamics_lookup_key('originatingleadid') }} as originating_lead_id,
        {{ crm_attribution.dynamics_lookup_key('transactioncurrencyid') }} as currency_id,
        lower(customer_type) as customer_type,
        {{ crm_attribution.dynamics_lookup_name('coalesce(parentaccountid, customerid)') }}
            as account_name,
        {{ crm_attribution.dynamics_lookup_name('campaignid') }} as campaign_name,
        parentcontactid_full_name as full_name_hash,
        stepname as step_name,
        salesstage as stage_option,
        salesstage_label as stage_label,
        lower(statecode) as state,
        statuscode as status_option,
        statuscode_label as status_label,
        opportunitytypecode as opportunity_type,
        isocurrencycode as currency_code,
        actualvalue as actual_amount,
        estimatedvalue as estimated_amount,
        {{ crm_attribution.win_probability('closeprobability', 100) }} as win_probability,
        createdon as created_at,
        actualclosedate as really_closed_at,
        estimatedclosedate as expected_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
