-- One row per Salesforce campaign member, with whether it responded.
with

members as (
    select * from {{ ref('stg_salesforce__campaign_members') }}
),

statuses as (
    select
        campaign_id,
        member_status,
        bool_or(has_responded) as has_responded
    from {{ ref('stg_salesforce__campaign_member_statuses') }}
    group by all
),

-- The flag on the member wins; where an export lacks it, the campaign's list of statuses tells,
-- else the date of a first response.
judged as (
    select
        members.* replace (
            coalesce(
                members.has_responded,
                statuses.has_responded,
                members.first_responded_at is not null
            ) as has_responded
        )
    from members
    left join statuses
        on
            members.campaign_id = statuses.campaign_id
            and members.member_status = statuses.member_status
)

select * from judged
