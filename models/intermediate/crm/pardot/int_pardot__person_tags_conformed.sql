-- One row per Pardot prospect and list it is a member of, as a tag.
with

memberships as (
    select * from {{ ref('stg_pardot__list_memberships') }}
),

lists as (
    select
        source_system,
        list_id,
        list_name
    from {{ ref('stg_pardot__lists') }}
),

conformed as (
    select
        memberships.list_membership_id as person_tag_id,
        memberships.source_system,
        memberships.person_record_id,
        coalesce(lists.list_name, memberships.list_id) as tag,
        'list' as tag_group,
        memberships.added_at as tagged_at
    from memberships
    left join lists
        on
            memberships.source_system = lists.source_system
            and memberships.list_id = lists.list_id
)

select * from conformed
