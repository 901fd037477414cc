-- One row per Fxiaoke sales record (销售记录) that is not void.
with

records as (
    select * from {{ ref('stg_fxiaoke__active_records') }}
    where not is_void
),

conformed as (
    select
        records.activity_id,
        records.source_system,
        coalesce(records.person_record_id, persons.person_record_id) as person_record_id,
        coalesce(
            records.opportunity_id,
            opportunities.record_id,
            records.account_id,
            accounts.record_id
        ) as related_record_id,
        coalesce(records.account_id, accounts.record_id) as account_id,
        coalesce(types.meaning, 'sales_task') as touchpoint_type,
        true as has_responded,
        records.is_touched_at_date_only,
        records.touched_at
    from records
    {{ crm_attribution.named_record(
        'opportunities', 'records', 'opportunity', 'opportunity_name'
    ) }}
    {{ crm_attribution.named_record('accounts', 'records', 'account', 'account_name') }}
    {{ crm_attribution.named_person('persons', 'records', 'full_name_hash') }}
    {{ crm_attribution.fxiaoke_option(
        'types', 'records', 'ActiveRecordObj', 'active_record_type', 'active_record_type'
    ) }}
)

select * from conformed
