-- One row per lead status that a Salesforce lead reached at a known time.
with

leads as (
    select * from {{ ref('stg_salesforce__leads') }}
    where merged_into_record_id is null
),

changes as (
    select * from {{ ref('stg_salesforce__lead_history') }}
    where field_name = 'status' and new_status is not null
),

statuses as (
    select
        source_system,
        lead_status,
        bool_or(is_default) as is_default
    from {{ ref('stg_salesforce__lead_statuses') }}
    group by source_system, lead_status
),

-- The first change tells what the lead began with.
first_changes as (
    select
        person_record_id,
        arg_min(old_status, (changed_at, row_number)) as first_status
    from changes
    group by person_record_id
),

-- Without a history a lead began with the only status that new leads have, and came into its last
-- when it was converted. When it came into any other is not known: an edit is no date.
default_statuses as (
    select
        source_system,
        min(lead_status) as first_status
    from statuses
    where is_default
    group by source_system
    having count(*) = 1
),

opened as (
    select
        leads.person_record_id,
        leads.source_system,
        coalesce(first_changes.first_status, default_statuses.first_status) as stage_name,
        leads.created_at as entered_at
    from leads
    left join first_changes on leads.person_record_id = first_changes.person_record_id
    left join default_statuses on leads.source_system = default_statuses.source_system
),

changed as (
    select
        person_record_id,
        source_system,
        new_status as stage_name,
        changed_at as entered_at
    from changes
),

converted as (
    select
        leads.person_record_id,
        leads.source_system,
        coalesce(leads.lead_status, 'Converted') as stage_name,
        leads.converted_at as entered_at
    from leads
    anti join changes
        on
            leads.person_record_id = changes.person_record_id
            and leads.lead_status = changes.new_status
    where leads.is_converted
),

unioned as (
    select * from opened
    union all
    select * from changed
    union all
    select * from converted
),

conformed as (
    select * from unioned
    where stage_name is not null and entered_at is not null
)

select * from conformed
