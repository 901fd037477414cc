-- One row per Dynamics opportunity and contact: of its connections, and of the opportunity itself.
with

opportunities as (
    select
        opportunity_id,
        source_system,
        person_record_id
    from {{ ref('int_dynamics__opportunities_conformed') }}
),

records as (
    select person_record_id from {{ ref('int_dynamics__person_records_conformed') }}
),

-- Dynamics writes a connection twice, once from either end.
connected as (
    select
        opportunities.opportunity_id,
        records.person_record_id,
        opportunities.source_system,
        connections.role,
        false as is_primary_contact
    from {{ ref('stg_dynamics__connections') }} as connections
    inner join opportunities on connections.first_record_id = opportunities.opportunity_id
    inner join records on connections.second_record_id = records.person_record_id
    union all
    select
        opportunities.opportunity_id,
        records.person_record_id,
        opportunities.source_system,
        cast(null as varchar) as role,
        false as is_primary_contact
    from {{ ref('stg_dynamics__connections') }} as connections
    inner join opportunities on connections.second_record_id = opportunities.opportunity_id
    inner join records on connections.first_record_id = records.person_record_id
),

unioned as (
    select * from connected
    union all
    select
        opportunity_id,
        person_record_id,
        source_system,
        cast(null as varchar) as role,
        true as is_primary_contact
    from opportunities
    where person_record_id is not null
),

conformed as (
    select
        opportunity_id,
        person_record_id,
        source_system,
        min(role) as role,
        bool_or(is_primary_contact) as is_primary_contact
    from unioned
    group by opportunity_id, person_record_id, source_system
)

select * from conformed
