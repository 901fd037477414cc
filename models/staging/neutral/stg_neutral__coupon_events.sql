-- One row per neutral coupon event.
with

export_rows as (
    select * from {{ source('neutral', 'coupon_events') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(coupon_event_id, file_name || ':' || row_number) as coupon_event_id,
        {{ crm_attribution.system_key('source_system', 'coupon_code') }} as coupon_id,
        event_type,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        email as email_hash,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'store_id') }} as store_id,
        campaign_id as native_campaign_id,
        currency_code,
        discount_amount,
        happened_at_is_date_only as is_happened_at_date_only,
        happened_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
