-- One row per credit that Salesforce itself gave a campaign for an opportunity.
with

influences as (
    select * from {{ ref('stg_salesforce__campaign_influences') }}
),

models as (
    select * from {{ ref('stg_salesforce__campaign_influence_models') }}
),

-- The API gives 25 for 25 %, a report prints the sign and reads as 0.25.
scales as (
    select
        source_system,
        case when max(influence_percent) > 1 then 100 else 1 end as whole
    from influences
    group by source_system
),

conformed as (
    select
        influences.influence_id,
        influences.source_system,
        influences.campaign_id,
        influences.opportunity_id,
        influences.person_record_id,
        influences.influence_percent / scales.whole as influence_share,
        influences.influence_amount,
        coalesce(models.influence_model, influences.influence_model_id) as influence_model
    from influences
    inner join scales on influences.source_system = scales.source_system
    left join models on influences.influence_model_id = models.influence_model_id
)

select * from conformed
