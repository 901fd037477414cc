-- One row per HubSpot deal.
with

export_rows as (
    select * from {{ source('hubspot', 'deal') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'deal_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'hs_primary_associated_company') }}
            as primary_account_id,
        company_ids,
        contact_ids,
        pipeline as pipeline_id,
        coalesce(deal_pipeline_stage_id, dealstage) as stage_id,
        dealtype as opportunity_type,
        hs_analytics_source as lead_source,
        deal_currency_code as currency_code,
        amount,
        {{ crm_attribution.win_probability('hs_deal_stage_probability', 1) }} as win_probability,
        closed_lost_reason as loss_reason,
        hs_is_closed as is_closed,
        hs_is_closed_won as is_won,
        createdate as created_at,
        closedate as closed_at,
        hs_date_entered_appointmentscheduled as entered_appointmentscheduled_at,
        hs_date_entered_qualifiedtobuy as entered_qualifiedtobuy_at,
        hs_date_entered_presentationscheduled as entered_presentationscheduled_at,
        hs_date_entered_decisionmakerboughtin as entered_decisionmakerboughtin_at,
        hs_date_entered_contractsent as entered_contractsent_at,
        hs_date_entered_closedwon as entered_closedwon_at,
        hs_date_entered_closedlost as entered_closedlost_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
