-- One row per campaign member of any source system, dated by when its status was reached.
with

salesforce_members as (
    select * from {{ ref('stg_salesforce__campaign_members') }}
),

salesforce_statuses as (
    select
        campaign_id,
        member_status,
        bool_or(has_responded) as has_responded
    from {{ ref('stg_salesforce__campaign_member_statuses') }}
    group by all
),

-- The flag on the member wins; where an export lacks it, the campaign's list of statuses tells,
-- else the date of a first response.
salesforce as (
    select
        salesforce_members.campaign_member_id,
        salesforce_members.source_system,
        salesforce_members.campaign_id,
        salesforce_members.person_record_id,
        salesforce_members.member_status,
        coalesce(
            salesforce_members.has_responded,
            salesforce_statuses.has_responded,
            salesforce_members.first_responded_at is not null
        ) as has_responded,
        salesforce_members.is_first_responded_at_date_only,
        salesforce_members.is_added_at_date_only,
        salesforce_members.first_responded_at,
        salesforce_members.added_at
    from salesforce_members
    left join salesforce_statuses
        on
            salesforce_members.campaign_id = salesforce_statuses.campaign_id
            and salesforce_members.member_status = salesforce_statuses.member_status
),

neutral as (
    select
        coalesce(campaign_member_id, source_system || '|' || file_name || ':' || row_number)
            as campaign_member_id,
        source_system,
        campaign_id,
        person_record_id,
        member_status,
        coalesce(has_responded, first_responded_at is not null) as has_responded,
        is_first_responded_at_date_only,
        is_added_at_date_only,
        first_responded_at,
        added_at
    from {{ ref('stg_neutral__campaign_members') }}
),

unioned as (
    select * from salesforce
    union all
    select * from neutral
)

select * from unioned
