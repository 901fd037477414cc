-- One row per conversion and eligible touchpoint.
with

touchpoints as (
    select * from {{ ref('int_attribution__touchpoints_weighted') }}
),

published as (
    select
        conversion_key,
        touchpoint_id,
        person_id,
        campaign_id,
        touchpoint_type,
        channel,
        cast(touchpoint_position as integer) as touchpoint_position,
        is_lead_creation,
        shares_before,
        shares_through,
        date_diff('microsecond', touched_at, converted_at)
        / 86400e6 as days_touchpoint_to_conversion,
        {{ crm_attribution.local_date('touched_at') }} as touchpoint_date,
        touched_at
    from touchpoints
)

select * from published
