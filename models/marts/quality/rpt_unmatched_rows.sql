-- One row per staged row of an export that takes no part: it names a record, by its name alone,
-- which cannot be told, or is void, or of no known kind.
{%- set is_matching_by_name = crm_attribution.is_switched_on('zoho') %}
with

{% if is_matching_by_name -%}
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
{%- else -%}
unmatched as (
    select
        cast(null as varchar) as source_system,
        cast(null as varchar) as entity,
        cast(null as varchar) as file_name,
        cast(null as bigint) as row_number,
        cast(null as varchar) as unmatched_reason
    where false
)
{%- endif %}

select * from unmatched
