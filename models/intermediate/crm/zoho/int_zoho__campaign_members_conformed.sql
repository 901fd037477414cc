-- One row per Zoho campaign member: an exported row whose campaign and person are known.
with

members as (
    select * from {{ ref('int_names__memberships_resolved') }}
    where adapter = 'zoho' and unmatched_reason is null
),

conformed as (
    select
        campaign_member_id,
        source_system,
        campaign_id,
        person_record_id,
        member_status,
        coalesce(
            lower(trim(member_status)) in (
                'responded', 'accepted', 'attended', 'clicked', 'converted', 'interested', 'opened',
                'participated', 'registered'
            ),
            first_responded_at is not null
        ) as has_responded,
        is_first_responded_at_date_only,
        is_added_at_date_only,
        first_responded_at,
        added_at
    from members
)

select * from conformed
