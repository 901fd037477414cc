-- One row per HubSpot deal, with its company, its only contact and the name of its stage.
with

deals as (
    select * from {{ ref('stg_hubspot__deals') }}
),

stages as (
    select * from {{ ref('int_hubspot__deal_stages_named') }}
),

associations as (
    select * from {{ ref('int_hubspot__associations_listed') }}
    where record_kind = 'deal'
),

-- The primary company, else the one with the smallest id, so that every build chooses the same.
companies as (
    select
        record_id as opportunity_id,
        arg_min(associated_id, {'rank': not is_primary, 'id': associated_id})
            as account_id
    from associations
    where associated_kind = 'company'
    group by record_id
),

-- HubSpot knows no primary contact of a deal; a single one is it.
contacts as (
    select
        record_id as opportunity_id,
        any_value(associated_id) as person_record_id
    from associations
    where associated_kind = 'contact'
    group by record_id
    having count(*) = 1
),

conformed as (
    select
        deals.opportunity_id,
        deals.source_system,
        companies.account_id,
        contacts.person_record_id,
        -- Sheets hold the label itself, some with its pipeline: `Closed Won (Sales Pipeline)`.
        coalesce(
            stages.stage_name,
            case
                when ends_with(deals.stage_id, ' (' || deals.pipeline_id || ')')
                    then left(deals.stage_id, -length(deals.pipeline_id) - 3)
                else deals.stage_id
            end
        ) as stage_name,
        deals.opportunity_type,
        deals.lead_source,
        deals.currency_code,
        deals.amount,
        deals.win_probability,
        deals.loss_reason,
        coalesce(deals.is_closed, stages.is_closed) as is_closed,
        coalesce(deals.is_won, stages.is_won) as is_won,
        deals.created_at,
        deals.closed_at
    from deals
    left join stages
        on deals.source_system = stages.source_system and deals.stage_id = stages.stage_id
    left join companies on deals.opportunity_id = companies.opportunity_id
    left join contacts on deals.opportunity_id = contacts.opportunity_id
)

select * from conformed
