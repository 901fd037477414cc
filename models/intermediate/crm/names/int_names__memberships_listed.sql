-- One row per exported row that puts a person into a campaign, of the adapters whose exports may
-- name campaign and person by their names alone.
with

-- Zoho gives a member no id of its own, and each of its statuses is a row.
zoho as (
    select
        'zoho' as adapter,
        source_system || '|' || file_name || ':' || row_number as campaign_member_id,
        source_system,
        campaign_id,
        person_record_id,
        campaign_name,
        full_name_hash,
        last_name_hash,
        email_hash,
        member_status,
        false as is_void,
        is_first_responded_at_date_only,
        is_added_at_date_only,
        first_responded_at,
        added_at,
        file_name,
        row_number
    from {{ ref('stg_zoho__campaign_members') }}
),

fxiaoke as (
    select
        'fxiaoke' as adapter,
        campaign_member_id,
        source_system,
        campaign_id,
        person_record_id,
        campaign_name,
        full_name_hash,
        cast(null as varchar) as last_name_hash,
        email_hash,
        member_status,
        is_void,
        is_first_responded_at_date_only,
        is_added_at_date_only,
        first_responded_at,
        added_at,
        file_name,
        row_number
    from {{ ref('stg_fxiaoke__campaign_members') }}
),

unioned as (
    select * from zoho
    union all
    select * from fxiaoke
)

select * from unioned
