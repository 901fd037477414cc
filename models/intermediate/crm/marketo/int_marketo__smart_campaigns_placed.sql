-- One row per Marketo smart campaign and the campaign id it stands for here.
with

smart_campaigns as (
    select * from {{ ref('stg_marketo__smart_campaigns') }}
),

-- Programs and smart campaigns count from one each: only the program keeps its bare number.
placed as (
    select
        source_system,
        smart_campaign_id,
        coalesce(program_id, 'smart_campaign:' || smart_campaign_id) as native_campaign_id,
        program_id is not null as is_in_program,
        campaign_name,
        campaign_type,
        created_at
    from smart_campaigns
)

select * from placed
