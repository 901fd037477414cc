-- One row per staged row of an export that takes no part: it names a record, by its name alone,
-- which cannot be told, or is void, or of no known kind.
with

memberships as (
    select
        source_system,
        'campaign_member' as entity,
        file_name,
        row_number,
        unmatched_reason
    from {{ ref('int_names__memberships_resolved') }}
    where unmatched_reason is not null
),

unmatched as (
    select * from memberships
    union all
    select * from {{ ref('int_zoho__rows_unmatched') }}
    union all
    select * from {{ ref('int_fxiaoke__rows_unmatched') }}
    union all
    select * from {{ ref('int_dynamics__rows_unmatched') }}
)

select * from unmatched
