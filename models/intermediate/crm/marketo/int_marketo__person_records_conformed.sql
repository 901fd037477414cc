-- One row per Marketo lead, and per lead that was merged into one.
with

leads as (
    select * from {{ ref('stg_marketo__leads') }}
),

merge_links as (
    select
        source_system,
        source_system || '|' || unnest(regexp_extract_all(merged_ids, '\d+')) as person_record_id,
        person_record_id as merged_into_record_id,
        happened_at
    from {{ ref('int_marketo__activities_stacked') }}
    where activity_type_id = '32'
),

merged as (
    select
        source_system,
        person_record_id,
        arg_max(merged_into_record_id, {'at': happened_at, 'id': merged_into_record_id})
            as merged_into_record_id
    from merge_links
    where person_record_id <> merged_into_record_id
    group by source_system, person_record_id
),

standing as (
    select
        leads.person_record_id,
        leads.source_system,
        merged.merged_into_record_id,
        leads.account_id,
        'lead' as record_type,
        leads.email_hash,
        leads.email_domain,
        leads.phone_hash,
        leads.lead_source,
        leads.created_at
    from leads
    left join merged on leads.person_record_id = merged.person_record_id
),

-- Marketo deletes what was merged, while older activities still name it.
gone as (
    select
        merged.person_record_id,
        merged.source_system,
        merged.merged_into_record_id,
        'lead' as record_type
    from merged
    anti join leads on merged.person_record_id = leads.person_record_id
),

conformed as (
    select * from standing
    union all by name
    select * from gone
)

select * from conformed
