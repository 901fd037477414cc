-- One row per neutral order.
with

export_rows as (
    select * from {{ source('neutral', 'orders') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        email as email_hash,
        order_status,
        {{ crm_attribution.system_key('source_system', 'store_id') }} as store_id,
        campaign_id as native_campaign_id,
        coupon_code,
        currency_code,
        order_amount,
        discount_amount,
        is_cancelled,
        ordered_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
