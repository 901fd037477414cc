-- One row per neutral campaign member, named by file and row where it has no id.
with

members as (
    select * from {{ ref('stg_neutral__campaign_members') }}
),

named as (
    select
        * replace (
            coalesce(campaign_member_id, source_system || '|' || file_name || ':' || row_number)
                as campaign_member_id,
            coalesce(has_responded, first_responded_at is not null) as has_responded
        )
    from members
)

select * from named
