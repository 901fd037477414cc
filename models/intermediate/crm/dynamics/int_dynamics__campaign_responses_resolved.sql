-- One row per Dynamics campaign response, with the campaign and the person it means or the reason
-- why they cannot be told.
with

responses as (
    select * from {{ ref('stg_dynamics__campaign_responses') }}
),

records as (
    select
        source_system,
        person_record_id,
        email_hash
    from {{ ref('int_dynamics__person_records_conformed') }}
),

-- The customer of a response is a party of it: the API has it there alone.
customers as (
    select
        parties.activity_id,
        min(parties.person_record_id) as person_record_id
    from {{ ref('stg_dynamics__activity_parties') }} as parties
    inner join records on parties.person_record_id = records.person_record_id
    where lower(parties.participation) in ('11', 'customer')
    group by parties.activity_id
),

-- Records of one address are one person, whichever of them is taken.
addresses as (
    select
        source_system,
        email_hash,
        min(person_record_id) as person_record_id
    from records
    where email_hash is not null
    group by source_system, email_hash
),

matched as (
    select
        responses.*,
        coalesce(responses.campaign_id, campaigns.record_id) as known_campaign_id,
        campaigns.record_count as campaign_count,
        coalesce(
            named.person_record_id,
            customers.person_record_id,
            addresses.person_record_id,
            persons.person_record_id
        ) as person_record_id,
        persons.person_count,
        coalesce(responses.response_label, labels.option_label) as member_status
    from responses
    {{ crm_attribution.named_record('campaigns', 'responses', 'campaign', 'campaign_name') }}
    left join records as named on responses.customer_record_id = named.person_record_id
    left join customers on responses.campaign_member_id = customers.activity_id
    left join addresses
        on
            responses.source_system = addresses.source_system
            and responses.email_hash = addresses.email_hash
    {{ crm_attribution.named_person('persons', 'responses', 'full_name_hash') }}
    {{ crm_attribution.dynamics_option(
        'labels', 'responses', 'campaignresponse', 'responsecode', 'response_option'
    ) }}
),

judged as (
    select
        campaign_member_id,
        source_system,
        known_campaign_id as campaign_id,
        person_record_id,
        member_status,
        -- A response without a code is one; "Not Interested" and the like are no step forward.
        coalesce(lower(member_status) = 'interested', true) as has_responded,
        is_first_responded_at_date_only,
        is_added_at_date_only,
        first_responded_at,
        added_at,
        file_name,
        row_number,
        case
            when state in ('2', 'canceled', 'cancelled') then 'void'
            when coalesce(campaign_id, campaign_name) is null then 'no campaign named'
            when known_campaign_id is null and campaign_count > 1 then 'several campaigns'
            when known_campaign_id is null then 'no such campaign'
            when person_record_id is not null then null
            when person_count > 1 then 'several people'
            when coalesce(full_name_hash, email_hash, customer_record_id) is null then 'no name'
            else 'no such name'
        end as unmatched_reason
    from matched
)

select * from judged
