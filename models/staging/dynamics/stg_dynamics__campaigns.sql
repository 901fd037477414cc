-- One row per Dynamics campaign.
with

export_rows as (
    select * from {{ source('dynamics', 'campaign') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('campaignid') }} as campaign_id,
        {{ crm_attribution.dynamics_lookup_key('transactioncurrencyid') }} as currency_id,
        name as campaign_name,
        typecode as type_option,
        typecode_label as type_label,
        coalesce(statuscode, statecode) as campaign_status,
        isocurrencycode as currency_code,
        coalesce(totalactualcost, othercost) as actual_cost,
        budgetedcost as budgeted_cost,
        coalesce(actualstart, proposedstart) as started_on,
        coalesce(actualend, proposedend) as ended_on,
        createdon as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
