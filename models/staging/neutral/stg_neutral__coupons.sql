-- One row per neutral coupon.
with

export_rows as (
    select * from {{ source('neutral', 'coupons') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'coupon_code') }} as coupon_id,
        coupon_code,
        coupon_name,
        campaign_id as native_campaign_id,
        discount_type,
        currency_code,
        discount_value,
        minimum_order_amount,
        maximum_redemption_count,
        valid_from,
        valid_until,
        file_name,
        row_number
    from export_rows
)

select * from renamed
