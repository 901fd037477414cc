-- Every staged row that puts a person into a campaign, perhaps by names alone, is one campaign
-- member or one unmatched row: none is lost, none is both, none is two members.
with

staged as (
    {%- for model in [
        'stg_zoho__campaign_members',
        'stg_fxiaoke__campaign_members',
        'stg_dynamics__campaign_responses',
    ] %}
    select source_system from {{ ref(model) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

accounted as (
    select source_system from {{ ref('int_zoho__campaign_members_conformed') }}
    union all
    select source_system from {{ ref('int_fxiaoke__campaign_members_conformed') }}
    union all
    select source_system
    from {{ ref('int_dynamics__campaign_members_conformed') }}
    -- Members of marketing lists are rows of other exports.
    where member_status is distinct from 'On Marketing List'
    union all
    select source_system
    from {{ ref('rpt_unmatched_rows') }}
    where entity in ('campaign_member', 'campaign_response')
),

sides as (
    select
        source_system,
        'staged' as side
    from staged
    union all
    select
        source_system,
        'accounted' as side
    from accounted
),

compared as (
    select
        source_system,
        count(*) filter (where side = 'staged') as staged_rows,
        count(*) filter (where side = 'accounted') as accounted_rows
    from sides
    group by source_system
)

select * from compared
where staged_rows <> accounted_rows
