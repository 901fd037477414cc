-- One row per Fxiaoke campaign (市场活动).
with

export_rows as (
    select * from {{ source('fxiaoke', 'marketing_event') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as campaign_id,
        {{ crm_attribution.fxiaoke_lookup_key('parent_id') }} as parent_campaign_id,
        {{ crm_attribution.fxiaoke_lookup_name('parent_id') }} as parent_campaign_name,
        name as campaign_name,
        event_type,
        status as campaign_status,
        mc_currency as currency_code,
        actual_cost,
        expected_cost as budgeted_cost,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        begin_time as started_on,
        end_time as ended_on,
        create_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
