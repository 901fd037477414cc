-- One row per Fxiaoke campaign member (活动成员) whose campaign and person are known.
with

members as (
    select * from {{ ref('int_names__memberships_resolved') }}
    where adapter = 'fxiaoke' and unmatched_reason is null
),

conformed as (
    select
        members.campaign_member_id,
        members.source_system,
        members.campaign_id,
        members.person_record_id,
        coalesce(statuses.option_label, members.member_status) as member_status,
        coalesce(statuses.meaning = 'responded', members.first_responded_at is not null)
            as has_responded,
        members.is_first_responded_at_date_only,
        members.is_added_at_date_only,
        members.first_responded_at,
        members.added_at
    from members
    {{ crm_attribution.fxiaoke_option(
        'statuses', 'members', 'CampaignMembersObj', 'campaign_members_status', 'member_status'
    ) }}
)

select * from conformed
