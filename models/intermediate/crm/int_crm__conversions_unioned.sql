-- One row per conversion that a source system exports as such.
with

neutral as (
    select
        native_conversion_id,
        source_system,
        person_record_id,
        account_id,
        opportunity_id,
        conversion_type,
        email_hash,
        currency_code,
        conversion_value,
        converted_at
    from {{ ref('stg_neutral__conversions') }}
)

select * from neutral
