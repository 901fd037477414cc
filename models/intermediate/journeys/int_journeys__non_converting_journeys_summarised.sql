-- One row per conversion type and journey that led to no conversion of it: its path.
with

channels as (
    select * from {{ ref('int_journeys__channels_numbered') }}
),

touchpoints as (
    select
        touchpoints.conversion_type,
        touchpoints.is_account,
        touchpoints.unit_id,
        touchpoints.earlier_conversion_count,
        channels.channel_number,
        touchpoints.order_rank,
        touchpoints.touchpoint_id,
        touchpoints.touched_at
    from {{ ref('int_journeys__non_converting_touchpoints_listed') }} as touchpoints
    inner join channels on touchpoints.channel = channels.channel
),

{{ crm_attribution.journey_paths(
    'touchpoints',
    keys=['conversion_type', 'is_account', 'unit_id', 'earlier_conversion_count'],
    ordered_by=['touched_at', 'order_rank', 'touchpoint_id']
) }}

select * from journey_paths
