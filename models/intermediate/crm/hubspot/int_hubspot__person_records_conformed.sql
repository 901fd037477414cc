-- One row per HubSpot contact, and per contact that was merged into one.
with

contacts as (
    select * from {{ ref('stg_hubspot__contacts') }}
),

-- `76340251;46897301`, or with the milliseconds of each merge, `76340251:1617299567000;…`.
merge_links as (
    {%- for merged in ['merged_object_ids', 'merged_vids'] %}
    select
        source_system,
        source_system || '|' || unnest(
            regexp_extract_all({{ merged }}, '(?:^\s*"?|[\[;,]\s*"?)(\d+)', 1)
        ) as person_record_id,
        person_record_id as merged_into_record_id
    from contacts
    union all
    {%- endfor %}
    select
        source_system,
        person_record_id,
        merged_into_record_id
    from {{ ref('stg_hubspot__contact_merges') }}
),

merged as (
    select
        source_system,
        person_record_id,
        min(merged_into_record_id) as merged_into_record_id
    from merge_links
    where person_record_id <> merged_into_record_id
    group by source_system, person_record_id
),

companies as (
    select
        record_id as person_record_id,
        arg_min(associated_id, {'rank': not is_primary, 'id': associated_id})
            as account_id
    from {{ ref('int_hubspot__associations_listed') }}
    where record_kind = 'contact' and associated_kind = 'company'
    group by record_id
),

standing as (
    select
        contacts.person_record_id,
        contacts.source_system,
        merged.merged_into_record_id,
        companies.account_id,
        'contact' as record_type,
        contacts.email_hash,
        contacts.email_domain,
        contacts.phone_hash,
        contacts.original_source as lead_source,
        contacts.lifecycle_stage as lead_status,
        contacts.created_at
    from contacts
    left join merged on contacts.person_record_id = merged.person_record_id
    left join companies on contacts.person_record_id = companies.person_record_id
),

-- HubSpot deletes what was merged, while older exports and events still name it.
gone as (
    select
        merged.person_record_id,
        merged.source_system,
        merged.merged_into_record_id,
        'contact' as record_type
    from merged
    anti join contacts on merged.person_record_id = contacts.person_record_id
),

conformed as (
    select * from standing
    union all by name
    select * from gone
)

select * from conformed
