-- One row per Pardot opportunity and prospect.
with

conformed as (
    select
        opportunity_id,
        person_record_id,
        source_system,
        -- Pardot knows no primary contact; a single prospect is it.
        nullif(count(*) over (partition by opportunity_id) = 1, false) as is_primary_contact
    from {{ ref('stg_pardot__opportunity_prospects') }}
)

select * from conformed
