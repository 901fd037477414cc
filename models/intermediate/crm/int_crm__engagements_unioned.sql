-- One row per campaign member and sales activity of any source system, as a touchpoint.
{# A table: DuckDB writes the union with the neutral touchpoints in parallel only where its branches
   need no join turned round. -#}
{{ config(materialized='table') }}

with

campaigns as (
    select
        campaign_id,
        campaign_type,
        channel
    from {{ ref('int_crm__campaigns_unioned') }}
),

campaign_members as (
    select
        -- The kind keeps a member and a touchpoint of equal ids in one system apart.
        members.source_system || '|campaign_member'
        || substr(members.campaign_member_id, length(members.source_system) + 1) as touchpoint_id,
        members.source_system,
        members.person_record_id,
        cast(null as varchar) as account_id,
        cast(null as varchar) as opportunity_id,
        members.campaign_id,
        cast(null as varchar) as email_hash,
        case when members.has_responded then 'campaign_response' else 'campaign_send' end
            as touchpoint_type,
        campaigns.channel as given_channel,
        cast(null as varchar) as source,
        cast(null as varchar) as medium,
        campaigns.campaign_type,
        cast(null as varchar) as content,
        cast(null as varchar) as landing_page,
        cast(null as boolean) as is_online,
        members.has_responded,
        case
            when members.has_responded and members.first_responded_at is not null
                then members.is_first_responded_at_date_only
            else members.is_added_at_date_only
        end as is_touched_at_date_only,
        -- When the status was reached, never when the record was last edited.
        case
            when members.has_responded
                then coalesce(members.first_responded_at, members.added_at)
            else members.added_at
        end as touched_at
    from {{ ref('int_crm__campaign_members_unioned') }} as members
    left join campaigns on members.campaign_id = campaigns.campaign_id
),

activities as (
    select
        source_system || '|activity' || substr(activity_id, length(source_system) + 1)
            as touchpoint_id,
        source_system,
        person_record_id,
        account_id,
        opportunity_id,
        cast(null as varchar) as campaign_id,
        cast(null as varchar) as email_hash,
        touchpoint_type,
        cast(null as varchar) as given_channel,
        cast(null as varchar) as source,
        cast(null as varchar) as medium,
        cast(null as varchar) as campaign_type,
        cast(null as varchar) as content,
        cast(null as varchar) as landing_page,
        cast(null as boolean) as is_online,
        has_responded,
        is_touched_at_date_only,
        touched_at
    from {{ ref('int_crm__activities_unioned') }}
),

unioned as (
    select * from campaign_members
    union all
    select * from activities
)

select * from unioned
