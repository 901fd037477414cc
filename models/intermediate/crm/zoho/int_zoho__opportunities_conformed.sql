-- One row per Zoho deal.
with

deals as (
    select * from {{ ref('stg_zoho__deals') }}
),

-- A deal may be older than the lead it came from; it stays, on its own dates.
conformed as (
    select
        deals.opportunity_id,
        deals.source_system,
        coalesce(deals.account_id, account_names.record_id) as account_id,
        coalesce(deals.person_record_id, person_names.person_record_id) as person_record_id,
        coalesce(deals.primary_campaign_id, campaign_names.record_id) as primary_campaign_id,
        deals.stage_name,
        deals.opportunity_type,
        deals.lead_source,
        deals.currency_code,
        deals.amount,
        deals.win_probability,
        deals.loss_reason,
        -- The stages of a lost deal are several; the seed funnel_stages knows the others.
        case when regexp_matches(lower(deals.stage_name), '^closed[ -]+lost') then true end
            as is_closed,
        case when regexp_matches(lower(deals.stage_name), '^closed[ -]+lost') then false end
            as is_won,
        deals.created_at,
        deals.closed_at
    from deals
    {{ crm_attribution.named_record('account_names', 'deals', 'account', 'account_name') }}
    {{ crm_attribution.named_record('campaign_names', 'deals', 'campaign', 'campaign_name') }}
    {{ crm_attribution.named_person('person_names', 'deals', 'contact_full_name_hash') }}
)

select * from conformed
