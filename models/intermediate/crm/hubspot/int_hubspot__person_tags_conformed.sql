-- One row per HubSpot contact and list it is a member of, as a tag.
with

members as (
    select * from {{ ref('stg_hubspot__contact_list_members') }}
),

lists as (
    select
        source_system,
        list_id,
        list_name
    from {{ ref('stg_hubspot__contact_lists') }}
),

conformed as (
    select
        members.person_record_id || ':' || members.list_id as person_tag_id,
        members.source_system,
        members.person_record_id,
        coalesce(lists.list_name, members.list_id) as tag,
        'list' as tag_group,
        members.added_at as tagged_at
    from members
    left join lists
        on members.source_system = lists.source_system and members.list_id = lists.list_id
)

select * from conformed
