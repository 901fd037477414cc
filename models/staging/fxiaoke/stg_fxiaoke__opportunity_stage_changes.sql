-- One row per change of a Fxiaoke opportunity (阶段变更记录).
with

export_rows as (
    select * from {{ source('fxiaoke', 'opportunity_stage_change') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_lookup_key('new_opportunity_id') }} as opportunity_id,
        {{ crm_attribution.fxiaoke_lookup_name('new_opportunity_id') }} as opportunity_name,
        sales_stage,
        amount,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        entered_time as entered_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
