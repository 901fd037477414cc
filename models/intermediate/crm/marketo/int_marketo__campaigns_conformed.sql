-- One row per Marketo program, and per smart campaign outside any program.
with

programs as (
    select
        campaign_id,
        source_system,
        campaign_name,
        coalesce(program_channel, program_type) as campaign_type,
        campaign_status,
        started_on,
        ended_on,
        created_at
    from {{ ref('stg_marketo__programs') }}
),

smart_campaigns as (
    select
        {{ crm_attribution.system_key('source_system', 'native_campaign_id') }} as campaign_id,
        source_system,
        campaign_name,
        campaign_type,
        created_at
    from {{ ref('int_marketo__smart_campaigns_placed') }}
    where not is_in_program
),

conformed as (
    select * from programs
    union all by name
    select * from smart_campaigns
)

select * from conformed
