-- One row per exported row that puts a person into a campaign, with the campaign and the person it
-- means or the reason why they cannot be told.
{{ config(materialized='table') }}

with

memberships as (
    select * from {{ ref('int_names__memberships_listed') }}
),

campaign_names as (
    select * from {{ ref('int_names__record_names_counted') }}
    where record_kind = 'campaign'
),

person_names as (
    select * from {{ ref('int_names__person_names_counted') }}
),

-- Records of one address are one person, whichever of them is taken.
addresses as (
    select
        source_system,
        email_hash,
        min(person_record_id) as person_record_id
    from {{ ref('int_names__person_records_listed') }}
    where email_hash is not null
    group by source_system, email_hash
),

-- Every join is to one row at most: a name never multiplies a membership.
matched as (
    select
        memberships.adapter,
        memberships.campaign_member_id,
        memberships.source_system,
        memberships.member_status,
        memberships.is_void,
        memberships.is_first_responded_at_date_only,
        memberships.is_added_at_date_only,
        memberships.first_responded_at,
        memberships.added_at,
        memberships.file_name,
        memberships.row_number,
        coalesce(memberships.campaign_id, campaign_names.record_id) as campaign_id,
        coalesce(
            memberships.person_record_id,
            addresses.person_record_id,
            full_names.person_record_id,
            case when full_names.person_count is null then last_names.person_record_id end
        ) as person_record_id,
        campaign_names.record_count as campaign_count,
        coalesce(full_names.person_count, last_names.person_count) as person_count,
        coalesce(memberships.full_name_hash, memberships.last_name_hash) as name_hash,
        coalesce(memberships.campaign_id, memberships.campaign_name) as campaign_named
    from memberships
    left join campaign_names
        on
            memberships.source_system = campaign_names.source_system
            and memberships.campaign_name = campaign_names.record_name
    left join addresses
        on
            memberships.source_system = addresses.source_system
            and memberships.email_hash = addresses.email_hash
    left join person_names as full_names
        on
            memberships.source_system = full_names.source_system
            and memberships.full_name_hash = full_names.name_hash
            and full_names.name_kind = 'full'
    left join person_names as last_names
        on
            memberships.source_system = last_names.source_system
            and memberships.last_name_hash = last_names.name_hash
            and last_names.name_kind = 'last'
),

-- Rows that say the same of the same person add nothing.
repeated as (
    select
        *,
        row_number() over (
            partition by
                source_system,
                campaign_id,
                person_record_id,
                member_status,
                first_responded_at,
                added_at,
                is_void
            order by file_name, row_number
        ) as repetition
    from matched
),

judged as (
    select
        adapter,
        campaign_member_id,
        source_system,
        campaign_id,
        person_record_id,
        member_status,
        is_first_responded_at_date_only,
        is_added_at_date_only,
        first_responded_at,
        added_at,
        file_name,
        row_number,
        case
            when is_void then 'void'
            when campaign_named is null then 'no campaign named'
            when campaign_id is null and campaign_count > 1 then 'several campaigns'
            when campaign_id is null then 'no such campaign'
            when person_record_id is null and person_count > 1 then 'several people'
            when person_record_id is null and name_hash is null then 'no name'
            when person_record_id is null then 'no such name'
            when repetition > 1 then 'same member again'
        end as unmatched_reason
    from repeated
)

select * from judged
