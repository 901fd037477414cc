-- One row per opportunity of any source system.
with

opportunities as (
    select * from {{ ref('int_crm__opportunities_stacked') }}
),

stages as (
    select
        source_system,
        stage_name,
        funnel_stage in ('customer', 'loss') as is_closed,
        funnel_stage = 'customer' as is_won
    from {{ ref('int_crm__stages_mapped') }}
    where is_opportunity
),

-- Of several the first that knows, a win before a creation; native_conversion_id breaks ties.
{% set order -%}
    {
        'is_creation': conversion_type = 'opportunity_created',
        'converted_at': converted_at,
        'native_conversion_id': native_conversion_id
    }
{%- endset -%}
told as (
    select
        opportunity_id,
        min(converted_at) filter (conversion_type = 'opportunity_created') as created_at,
        min(converted_at) filter (conversion_type = 'opportunity_won') as won_at,
        arg_min(person_record_id, {{ order }}) as person_record_id,
        arg_min(account_id, {{ order }}) as account_id,
        arg_min(conversion_value, {{ order }}) as amount,
        arg_min(currency_code, {{ order }}) filter (conversion_value is not null) as currency_code
    from {{ ref('int_crm__opportunity_conversions_matched') }}
    group by opportunity_id
),

-- An export may leave out the flags, or leave them empty for false: the stage then tells. What is
-- won is closed, and what is open is not won, whichever of the two flags an export has.
flagged as (
    select
        opportunities.* replace (
            coalesce(
                nullif(opportunities.is_won, false),
                opportunities.is_closed,
                stages.is_closed,
                false
            ) as is_closed,
            coalesce(
                opportunities.is_won, nullif(opportunities.is_closed, true), stages.is_won, false
            ) as is_won
        )
    from opportunities
    left join stages
        on
            opportunities.source_system = stages.source_system
            and opportunities.stage_name = stages.stage_name
),

-- What is exported as a conversion, too, fills what the opportunity leaves empty.
completed as (
    select
        flagged.* replace (
            case
                when flagged.amount is null and told.amount is not null then told.currency_code
                else flagged.currency_code
            end as currency_code,
            coalesce(flagged.person_record_id, told.person_record_id) as person_record_id,
            coalesce(flagged.account_id, told.account_id) as account_id,
            coalesce(flagged.amount, told.amount) as amount,
            coalesce(flagged.created_at, told.created_at) as created_at,
            coalesce(flagged.closed_at, case when flagged.is_won then told.won_at end) as closed_at
        )
    from flagged
    left join told on flagged.opportunity_id = told.opportunity_id
)

select * from completed
