-- One row per source system and stage that its opportunities or persons have or had.
{# A table: few rows that every reader of the opportunities would work out again. -#}
{{ config(materialized='table') }}
with

named as (
    select
        source_system,
        true as is_opportunity,
        stage_name
    from {{ ref('int_crm__opportunities_stacked') }}
    union
    select
        source_system,
        true as is_opportunity,
        stage_name
    from {{ ref('int_crm__stage_changes_unioned') }}
    union
    select
        source_system,
        false as is_opportunity,
        lead_status as stage_name
    from {{ ref('int_crm__person_records_unioned') }}
    union
    select
        source_system,
        false as is_opportunity,
        stage_name
    from {{ ref('int_crm__person_stage_changes_unioned') }}
),

rules as (
    select * from {{ ref('funnel_stages') }}
),

-- The seed holds a name once per source system, so the longest source system is one row.
mapped as (
    select
        named.source_system,
        named.is_opportunity,
        named.stage_name,
        coalesce(
            arg_max(rules.funnel_stage, length(coalesce(rules.source_system, ''))), '(unmapped)'
        ) as funnel_stage,
        -- Empty as it may be: the probability of another row is that of another stage.
        arg_max_null(rules.win_probability, length(coalesce(rules.source_system, '')))
            as win_probability
    from named
    left join rules
        on
            lower(named.stage_name) = lower(rules.stage_name)
            and named.is_opportunity = (rules.entity = 'opportunity_stage')
            and (
                rules.source_system is null
                or named.source_system = rules.source_system
                or starts_with(named.source_system, rules.source_system || '_')
            )
    where named.stage_name is not null
    group by named.source_system, named.is_opportunity, named.stage_name
)

select * from mapped
