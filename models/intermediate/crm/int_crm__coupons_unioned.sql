-- One row per coupon of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__coupons',
    ]) }}
),

listed as (
    select
        coupon_id,
        source_system,
        coupon_code,
        coupon_name,
        native_campaign_id,
        discount_type,
        currency_code,
        discount_value,
        minimum_order_amount,
        maximum_redemption_count,
        valid_from,
        valid_until
    from unioned
)

select * from listed
