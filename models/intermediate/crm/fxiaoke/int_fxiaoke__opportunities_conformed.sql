-- One row per Fxiaoke opportunity, 2.0 or 1.0, that is not void.
with

versions as (
    select
        'NewOpportunityObj' as object_api_name,
        'sales_stage' as stage_field,
        'sales_status' as status_field,
        *
    from {{ ref('stg_fxiaoke__new_opportunities') }}
    union all by name
    select
        'OpportunityObj' as object_api_name,
        'oppo_stage_id' as stage_field,
        'status' as status_field,
        *
    from {{ ref('stg_fxiaoke__opportunities') }}
),

opportunities as (
    select * from versions
    where not is_void
),

options as (
    select * from {{ ref('int_fxiaoke__options_labelled') }}
),

labelled as (
    select
        opportunities.*,
        coalesce(stages.option_label, statuses.option_label) as stage_name,
        coalesce(statuses.meaning, stages.meaning) as outcome,
        coalesce(sources.option_label, opportunities.lead_source) as source_label,
        coalesce(reasons.option_label, opportunities.loss_reason) as loss_reason_label
    from opportunities
    left join options as stages
        on
            opportunities.source_system = stages.source_system
            and opportunities.object_api_name = stages.object_api_name
            and opportunities.stage_field = stages.field_api_name
            and opportunities.sales_stage = stages.option_value
    left join options as statuses
        on
            opportunities.source_system = statuses.source_system
            and opportunities.object_api_name = statuses.object_api_name
            and opportunities.status_field = statuses.field_api_name
            and opportunities.sales_status = statuses.option_value
    left join options as sources
        on
            opportunities.source_system = sources.source_system
            and opportunities.object_api_name = sources.object_api_name
            and opportunities.lead_source = sources.option_value
            and sources.field_api_name = 'source'
    left join options as reasons
        on
            opportunities.source_system = reasons.source_system
            and opportunities.object_api_name = reasons.object_api_name
            and opportunities.loss_reason = reasons.option_value
            and reasons.field_api_name = 'lost_reason'
),

conformed as (
    select
        labelled.opportunity_id,
        labelled.source_system,
        coalesce(labelled.account_id, accounts.record_id) as account_id,
        coalesce(labelled.person_record_id, persons.person_record_id) as person_record_id,
        coalesce(labelled.primary_campaign_id, campaigns.record_id) as primary_campaign_id,
        labelled.stage_name,
        labelled.opportunity_type,
        labelled.source_label as lead_source,
        labelled.currency_code,
        labelled.amount,
        labelled.win_probability,
        labelled.loss_reason_label as loss_reason,
        case when labelled.outcome is not null then labelled.outcome in ('won', 'lost') end
            as is_closed,
        case when labelled.outcome is not null then labelled.outcome = 'won' end as is_won,
        labelled.created_at,
        case
            when labelled.outcome in ('won', 'lost')
                then coalesce(labelled.dealt_at, labelled.expected_at)
            else labelled.expected_at
        end as closed_at
    from labelled
    {{ crm_attribution.named_record('accounts', 'labelled', 'account', 'account_name') }}
    {{ crm_attribution.named_record('campaigns', 'labelled', 'campaign', 'campaign_name') }}
    {{ crm_attribution.named_person('persons', 'labelled', 'full_name_hash') }}
)

select * from conformed
