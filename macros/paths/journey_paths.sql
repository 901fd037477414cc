{#- CTEs that put journeys of touchpoints in a line of numbers; the last is journey_paths, with the
    keys, touchpoint_count, path_length (steps, a channel touched several times in a row being one),
    path_code (the last steps of these, variable path_report_length, seven bits each, the last one
    lowest), channel_mask (a bit per channel number), first_touched_at and last_touched_at.
    touchpoints: a CTE with the keys, channel_number, touched_at and what orders them;
    keys, ordered_by: lists of its columns. -#}
{% macro journey_paths(touchpoints, keys, ordered_by) %}
{%- set longest = var('path_report_length') -%}
-- Numbers and instants alone go through the sort.
path_touchpoints as (
    select
        {{ keys | join(', ') }},
        channel_number,
        touched_at,
        row_number() over journey as touchpoint_position,
        first_value(touched_at) over journey as first_touched_at,
        lead(channel_number) over journey as next_channel_number
    from {{ touchpoints }}
    window journey as (
        partition by {{ keys | join(', ') }} order by {{ ordered_by | join(', ') }}
    )
),

-- Counted from the end, because the end is what a long path keeps.
path_steps as (
    select
        * exclude (next_channel_number),
        row_number() over (
            partition by {{ keys | join(', ') }} order by touchpoint_position desc
        ) as step_from_end
    from path_touchpoints
    where next_channel_number is distinct from channel_number
),

journey_paths as (
    select
        {{ keys | join(', ') }},
        max(touchpoint_position) as touchpoint_count,
        max(step_from_end) as path_length,
        sum(
            case
                when step_from_end <= {{ longest }}
                    then cast(channel_number as hugeint) << cast(
                        7 * (least(step_from_end, {{ longest }}) - 1) as integer
                    )
            end
        ) as path_code,
        bit_or(cast(1 as hugeint) << (channel_number - 1)) as channel_mask,
        min(first_touched_at) as first_touched_at,
        max(touched_at) as last_touched_at
    from path_steps
    group by {{ keys | join(', ') }}
)
{%- endmacro %}
