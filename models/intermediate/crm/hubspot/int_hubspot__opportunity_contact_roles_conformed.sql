-- One row per HubSpot deal and contact.
with

associations as (
    select * from {{ ref('int_hubspot__associations_listed') }}
    where record_kind = 'deal' and associated_kind = 'contact'
),

conformed as (
    select
        record_id as opportunity_id,
        associated_id as person_record_id,
        source_system,
        -- HubSpot knows no primary contact of a deal; a single one is it.
        nullif(count(*) over (partition by record_id) = 1, false) as is_primary_contact
    from associations
)

select * from conformed
