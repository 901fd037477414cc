-- One row per person: the account it belongs to and when it became a lead.
with

persons as (
    select * from {{ ref('int_identity__persons_resolved') }}
),

accounts as (
    select * from {{ ref('int_identity__person_accounts_matched') }}
),

records as (
    select
        persons.person_id,
        records.*,
        case records.record_type when 'contact' then 1 when 'person' then 2 else 3 end
            as record_rank
    from persons
    inner join {{ ref('int_crm__person_records_unioned') }} as records
        on persons.node_id = records.person_record_id
),

described as (
    select
        person_id,
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
    from records
    group by person_id
),

everyone as (
    select
        person_id,
        min(confidence) as identity_confidence
    from persons
    group by person_id
),

completed as (
    select
        everyone.person_id,
        accounts.account_id,
        accounts.account_match_rule,
        coalesce(
            described.source_system,
            case
                when starts_with(everyone.person_id, '(cookie_id)|')
                    then split_part(everyone.person_id, '|', 2)
                when not starts_with(everyone.person_id, '(email)|')
                    then split_part(everyone.person_id, '|', 1)
            end
        ) as source_system,
        described.lead_source,
        coalesce(described.record_count, 0) as record_count,
        everyone.identity_confidence,
        coalesce(described.is_lead, false) as is_lead,
        coalesce(described.is_contact, false) as is_contact,
        described.lead_created_at,
        described.first_created_at
    from everyone
    left join described on everyone.person_id = described.person_id
    left join accounts on everyone.person_id = accounts.person_id
)

select * from completed
