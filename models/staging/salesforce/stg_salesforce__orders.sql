-- One row per Salesforce order.
with

export_rows as (
    select * from {{ source('salesforce', 'order') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'bill_to_contact_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'original_order_id') }} as original_order_id,
        status as order_status,
        coalesce(status_code, status) as order_status_code,
        currency_iso_code as currency_code,
        total_amount as order_amount,
        is_reduction_order,
        activated_date as activated_at,
        effective_date as started_at,
        created_date as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
