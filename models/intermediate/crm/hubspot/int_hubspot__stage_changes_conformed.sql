-- One row per stage that a HubSpot deal entered.
{%- set default_stages = [
    'appointmentscheduled', 'qualifiedtobuy', 'presentationscheduled', 'decisionmakerboughtin',
    'contractsent', 'closedwon', 'closedlost'
] %}
with

deals as (
    select * from {{ ref('stg_hubspot__deals') }}
),

stages as (
    select * from {{ ref('int_hubspot__deal_stages_named') }}
),

-- Three records of one history: of each deal the first that has any is taken, because they differ
-- by fractions of a second.
unioned as (
    select
        source_system,
        opportunity_id,
        stage_id,
        entered_at,
        1 as preference
    from {{ ref('stg_hubspot__deal_stage_changes') }}
    union all
    select
        source_system,
        opportunity_id,
        property_value as stage_id,
        changed_at as entered_at,
        2 as preference
    from {{ ref('stg_hubspot__deal_property_changes') }}
    where lower(property_name) = 'dealstage' and property_value is not null
    {%- for stage in default_stages %}
    union all
    select
        source_system,
        opportunity_id,
        '{{ stage }}' as stage_id,
        entered_{{ stage }}_at as entered_at,
        3 as preference
    from deals
    where entered_{{ stage }}_at is not null
    {%- endfor %}
),

preferred as (
    select distinct
        source_system,
        opportunity_id,
        stage_id,
        entered_at
    from unioned
    qualify preference = min(preference) over (partition by opportunity_id)
),

named as (
    select
        preferred.opportunity_id,
        preferred.source_system,
        coalesce(stages.stage_name, preferred.stage_id) as stage_name,
        preferred.entered_at
    from preferred
    left join stages
        on
            preferred.source_system = stages.source_system
            and preferred.stage_id = stages.stage_id
)

select * from named
