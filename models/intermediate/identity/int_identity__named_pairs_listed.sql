-- One row per pair of person record and e-mail address, either of which may be null, that
-- touchpoints or conversions name.
with

named as (
    select
        person_record_id,
        email_hash
    from {{ ref('int_crm__touchpoints_unioned') }}
    group by person_record_id, email_hash
    union
    select
        person_record_id,
        email_hash
    from {{ ref('int_crm__conversions_unioned') }}
)

select * from named
