-- One row per person: the account it belongs to and when it became a lead.
with

persons as (
    select
        node_id,
        person_id,
        node_type
    from {{ ref('int_identity__persons_resolved') }}
),

records as (
    select * from {{ ref('int_crm__person_records_unioned') }}
),

person_records as (
    select
        persons.person_id,
        records.*,
        case records.record_type when 'contact' then 1 when 'person' then 2 else 3 end
            as record_rank
    from persons
    inner join records on persons.node_id = records.person_record_id
),

-- A contact's account before a converted lead's; among several, the oldest record's.
described as (
    select
        person_id,
        arg_min(
            account_id,
            {
                'rank': record_rank,
                'created_at': coalesce(created_at, timestamp '9999-12-31'),
                'id': person_record_id
            }
        ) filter (account_id is not null) as account_id,
        arg_min(
            lead_source,
            {'created_at': coalesce(created_at, timestamp '9999-12-31'), 'id': person_record_id}
        ) filter (lead_source is not null) as lead_source,
        arg_min(
            source_system,
            {
                'rank': record_rank,
                'created_at': coalesce(created_at, timestamp '9999-12-31'),
                'id': person_record_id
            }
        ) as source_system,
        count(*) as record_count,
        bool_or(record_type = 'lead') as is_lead,
        bool_or(record_type = 'contact') as is_contact,
        coalesce(min(created_at) filter (record_type = 'lead'), min(created_at)) as lead_created_at,
        min(created_at) as first_created_at
    from person_records
    group by person_id
),

everyone as (
    select distinct person_id from persons
),

completed as (
    select
        everyone.person_id,
        described.account_id,
        coalesce(
            described.source_system, nullif(split_part(everyone.person_id, '|', 1), '(email)')
        ) as source_system,
        described.lead_source,
        coalesce(described.record_count, 0) as record_count,
        coalesce(described.is_lead, false) as is_lead,
        coalesce(described.is_contact, false) as is_contact,
        described.lead_created_at,
        described.first_created_at
    from everyone
    left join described on everyone.person_id = described.person_id
)

select * from completed
