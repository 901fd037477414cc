-- One row per lead: a lead record, a person with a lifecycle, or a creation that is exported.
{# A view: int_funnel__leads_matched alone reads it, and writes what it reads. -#}
{{ config(materialized='view') }}
with

records as (
    select * from {{ ref('int_crm__person_records_unioned') }}
),

staged as (
    select distinct person_record_id from {{ ref('int_crm__person_stage_changes_unioned') }}
),

-- A record is one lead, however often its creation is exported: the first one counts, and
-- conversion_id breaks ties. A creation that names no record is a lead of its own.
creations as (
    select
        'lead_created|' || native_conversion_id as conversion_id,
        source_system,
        coalesce(person_record_id, 'lead_created|' || native_conversion_id) as person_record_id,
        coalesce(person_record_id, '(email)|' || email_hash) as node_id,
        account_id,
        opportunity_id,
        converted_at
    from {{ ref('int_crm__conversions_unioned') }}
    where conversion_type = 'lead_created'
    qualify
        row_number() over (
            partition by coalesce(person_record_id, 'lead_created|' || native_conversion_id)
            order by converted_at nulls last, native_conversion_id
        ) = 1
),

-- A contact or person with a status or lifecycle stage is a lead as well.
listed as (
    select
        coalesce(records.person_record_id, creations.person_record_id) as person_record_id,
        coalesce(records.person_record_id, creations.node_id) as node_id,
        coalesce(records.source_system, creations.source_system) as source_system,
        coalesce(records.account_id, creations.account_id) as account_id,
        coalesce(records.converted_opportunity_id, creations.opportunity_id)
            as converted_opportunity_id,
        case
            when records.record_type = 'lead' then 'lead_created|' || records.person_record_id
            else creations.conversion_id
        end as conversion_id,
        records.lead_source,
        records.lead_status,
        case
            when records.record_type = 'lead' then 'lead_record'
            when creations.conversion_id is not null then 'exported_creation'
            else 'lifecycle'
        end as lead_basis,
        records.converted_to_record_id is not null as is_converted,
        case
            when records.record_type = 'lead' then records.created_at
            else coalesce(creations.converted_at, records.created_at)
        end as created_at
    from records
    full join creations on records.person_record_id = creations.person_record_id
    left join staged on records.person_record_id = staged.person_record_id
    where
        records.merged_into_record_id is null
        and (
            records.record_type = 'lead'
            or records.lead_status is not null
            or staged.person_record_id is not null
            or creations.conversion_id is not null
        )
),

-- Where neither record nor export names an account, it is the person's.
described as (
    select
        listed.person_record_id,
        listed.source_system,
        resolved.person_id,
        coalesce(listed.account_id, persons.account_id) as account_id,
        listed.converted_opportunity_id,
        listed.conversion_id,
        listed.lead_source,
        listed.lead_status,
        listed.lead_basis,
        listed.is_converted,
        listed.created_at
    from listed
    left join {{ ref('int_identity__persons_resolved') }} as resolved
        on listed.node_id = resolved.node_id
    left join {{ ref('int_identity__persons_described') }} as persons
        on resolved.person_id = persons.person_id
)

select * from described
