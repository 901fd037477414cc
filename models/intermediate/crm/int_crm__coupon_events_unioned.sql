-- One row per event of a coupon of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__coupon_events',
        'int_shopify__coupon_events_conformed',
    ]) }}
),

listed as (
    select
        coupon_event_id,
        source_system,
        coupon_id,
        lower(event_type) as event_type,
        person_record_id,
        email_hash,
        order_id,
        store_id,
        native_campaign_id,
        currency_code,
        discount_amount,
        is_happened_at_date_only,
        happened_at
    from unioned
)

select * from listed
