-- One row per Dynamics opportunity.
with

opportunities as (
    select * from {{ ref('stg_dynamics__opportunities') }}
),

currencies as (
    select
        currency_id,
        currency_code
    from {{ ref('stg_dynamics__transaction_currencies') }}
),

contacts as (
    select person_record_id from {{ ref('stg_dynamics__contacts') }}
),

-- The customer is an account or a contact; where the export does not say, whichever it has.
conformed as (
    select
        opportunities.opportunity_id,
        opportunities.source_system,
        coalesce(
            opportunities.account_id,
            case
                when
                    contacts.person_record_id is null
                    and coalesce(opportunities.customer_type, '') not in ('contact', '2')
                    then opportunities.customer_record_id
            end,
            accounts.record_id
        ) as account_id,
        coalesce(
            opportunities.person_record_id,
            contacts.person_record_id,
            persons.person_record_id,
            opportunities.originating_lead_id
        ) as person_record_id,
        coalesce(opportunities.primary_campaign_id, campaigns.record_id) as primary_campaign_id,
        coalesce(
            case
                when opportunities.state in ('1', '2', 'won', 'lost')
                    then coalesce(opportunities.status_label, reasons.option_label)
            end,
            opportunities.stage_label,
            stages.option_label,
            opportunities.step_name,
            opportunities.status_label,
            reasons.option_label
        ) as stage_name,
        opportunities.opportunity_type,
        coalesce(opportunities.currency_code, currencies.currency_code) as currency_code,
        case
            when opportunities.state in ('1', 'won')
                then coalesce(opportunities.actual_amount, opportunities.estimated_amount)
            else coalesce(opportunities.estimated_amount, opportunities.actual_amount)
        end as amount,
        opportunities.win_probability,
        -- The reason of the state of a lost opportunity is why it was lost.
        case
            when opportunities.state in ('2', 'lost')
                then coalesce(opportunities.status_label, reasons.option_label)
        end as loss_reason,
        opportunities.state in ('1', '2', 'won', 'lost') as is_closed,
        opportunities.state in ('1', 'won') as is_won,
        opportunities.created_at,
        coalesce(opportunities.really_closed_at, opportunities.expected_at) as closed_at
    from opportunities
    left join currencies on opportunities.currency_id = currencies.currency_id
    left join contacts on opportunities.customer_record_id = contacts.person_record_id
    {{ crm_attribution.named_record('accounts', 'opportunities', 'account', 'account_name') }}
    {{ crm_attribution.named_record('campaigns', 'opportunities', 'campaign', 'campaign_name') }}
    {{ crm_attribution.named_person('persons', 'opportunities', 'full_name_hash') }}
    {{ crm_attribution.dynamics_option(
        'stages', 'opportunities', 'opportunity', 'salesstage', 'stage_option'
    ) }}
    {{ crm_attribution.dynamics_option(
        'reasons', 'opportunities', 'opportunity', 'statuscode', 'status_option'
    ) }}
)

select * from conformed
