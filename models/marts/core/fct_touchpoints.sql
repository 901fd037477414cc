-- One row per touchpoint.
{# A view: the widest table of the warehouse is written once, not twice. -#}
{{ config(materialized='view') }}

with

touchpoints as (
    select * from {{ ref('int_journeys__touchpoints_enriched') }}
),

published as (
    select
        touchpoint_id,
        person_id,
        account_id,
        opportunity_id,
        campaign_id,
        source_system,
        touchpoint_type,
        channel,
        source,
        medium,
        content,
        landing_page,
        exclusion_reason,
        is_online,
        has_responded,
        is_touched_at_date_only,
        {{ crm_attribution.local_date('touched_at') }} as touchpoint_date,
        touched_at
    from touchpoints
)

select * from published
