-- One row per conversion that a source system exports as such, order, invoice, payment and refund.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__conversions',
        'int_klaviyo__conversions_conformed',
    ]) }}
),

commerce as (
    select * from {{ ref('int_crm__commerce_conversions_unioned') }}
),

-- An order that is exported as a conversion, too, is one conversion, and none once it is cancelled.
listed as (
    select
        coalesce(commerce.native_conversion_id, unioned.native_conversion_id)
            as native_conversion_id,
        coalesce(commerce.source_system, unioned.source_system) as source_system,
        coalesce(commerce.person_record_id, unioned.person_record_id) as person_record_id,
        coalesce(commerce.account_id, unioned.account_id) as account_id,
        coalesce(commerce.opportunity_id, unioned.opportunity_id) as opportunity_id,
        commerce.order_id,
        commerce.payment_id,
        coalesce(commerce.conversion_type, unioned.conversion_type) as conversion_type,
        coalesce(commerce.email_hash, unioned.email_hash) as email_hash,
        coalesce(commerce.currency_code, unioned.currency_code) as currency_code,
        coalesce(commerce.conversion_value, unioned.conversion_value) as conversion_value,
        commerce.is_order_cancelled,
        coalesce(commerce.converted_at, unioned.converted_at) as converted_at
    from unioned
    full join commerce
        on
            unioned.native_conversion_id = commerce.native_conversion_id
            and unioned.conversion_type = commerce.conversion_type
    where not coalesce(commerce.is_cancelled, false)
)

select * from listed
