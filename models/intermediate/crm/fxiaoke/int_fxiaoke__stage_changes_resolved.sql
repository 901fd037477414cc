-- One row per exported change of a Fxiaoke opportunity (阶段变更记录), with the opportunity it means or
-- the reason why it cannot be told.
with

changes as (
    select * from {{ ref('stg_fxiaoke__opportunity_stage_changes') }}
),

resolved as (
    select
        coalesce(changes.opportunity_id, opportunities.record_id) as opportunity_id,
        changes.source_system,
        stages.option_label as stage_name,
        changes.amount,
        changes.entered_at,
        changes.file_name,
        changes.row_number,
        case
            when changes.is_void then 'void'
            when coalesce(changes.opportunity_id, opportunities.record_id) is not null then null
            when changes.opportunity_name is null then 'no deal named'
            when opportunities.record_count > 1 then 'several deals'
            else 'no such deal'
        end as unmatched_reason
    from changes
    {{ crm_attribution.named_record(
        'opportunities', 'changes', 'opportunity', 'opportunity_name'
    ) }}
    {{ crm_attribution.fxiaoke_option(
        'stages', 'changes', 'NewOpportunityObj', 'sales_stage', 'sales_stage'
    ) }}
)

select * from resolved
