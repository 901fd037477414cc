-- One row per exported change of a Zoho deal, with the deal it means or the reason why it cannot be
-- told.
with

changes as (
    select * from {{ ref('stg_zoho__deal_stage_changes') }}
),

resolved as (
    select
        coalesce(changes.opportunity_id, deal_names.record_id) as opportunity_id,
        changes.source_system,
        changes.stage_name,
        changes.amount,
        changes.entered_at,
        changes.file_name,
        changes.row_number,
        case
            when coalesce(changes.opportunity_id, deal_names.record_id) is not null then null
            when changes.deal_name is null then 'no deal named'
            when deal_names.record_count > 1 then 'several deals'
            else 'no such deal'
        end as unmatched_reason
    from changes
    {{ crm_attribution.named_record('deal_names', 'changes', 'opportunity', 'deal_name') }}
)

select * from resolved
