-- One row per Fxiaoke lead (销售线索) and the stage it was last seen to enter.
with

leads as (
    select * from {{ ref('stg_fxiaoke__leads') }}
    where not is_void and leads_stage is not null and stage_entered_at is not null
),

conformed as (
    select
        leads.person_record_id,
        leads.source_system,
        stages.option_label as stage_name,
        leads.stage_entered_at as entered_at
    from leads
    {{ crm_attribution.fxiaoke_option(
        'stages', 'leads', 'LeadsObj', 'leads_stage', 'leads_stage'
    ) }}
)

select * from conformed
