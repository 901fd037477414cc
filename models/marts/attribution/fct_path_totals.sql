-- One row per conversion type, path, set of channels and journey length: the journeys that went so,
-- converting or not.
{%- set is_with_others = var('include_non_converting_journeys') %}
with

channels as (
    select * from {{ ref('int_journeys__channels_numbered') }}
),

touchpoints as (
    select
        touchpoints.conversion_key,
        channels.channel_number,
        touchpoints.touchpoint_position as touchpoint_order,
        touchpoints.touched_at
    from {{ ref('fct_journey_touchpoints') }} as touchpoints
    inner join channels on touchpoints.channel = channels.channel
),

{{ crm_attribution.journey_paths('touchpoints', ['conversion_key'], ['touchpoint_order']) }},

journeys as (
    select
        journeys.conversion_type,
        journeys.journey_length,
        journey_paths.path_length,
        journey_paths.path_code,
        journey_paths.channel_mask,
        1 as conversion_count,
        journeys.conversion_value_minor
    from {{ ref('fct_journeys') }} as journeys
    left join journey_paths on journeys.conversion_key = journey_paths.conversion_key
    union all
    select
        conversion_type,
        touchpoint_count as journey_length,
        path_length,
        path_code,
        channel_mask,
        0 as conversion_count,
        0 as conversion_value_minor
    from {{ ref('int_journeys__non_converting_journeys_summarised') }}
    where {{ is_with_others }}
),

counted as (
    select
        conversion_type,
        journey_length,
        least(coalesce(path_length, 0), {{ var('path_report_length') }}) as step_count,
        path_length > {{ var('path_report_length') }} as is_shortened,
        path_code,
        channel_mask,
        count(*) as journey_count,
        sum(conversion_count) as conversion_count,
        sum(conversion_value_minor) as conversion_value_minor
    from journeys
    group by all
),

numbers as (
    select
        channel_number,
        min(channel_label) as channel_label
    from channels
    group by channel_number
),

labels as (
    select list(channel_label order by channel_number) as names from numbers
),

labelled as (
    select
        counted.*,
        labels.names
    from counted
    cross join labels
),

-- Text is made once per path, not once per journey.
named as (
    select
        *,
        case
            when path_code is null then '(unattributed)'
            else
                case when is_shortened then '… > ' else '' end
                || array_to_string(
                    list_transform(
                        range(step_count - 1, -1, -1),
                        lambda step:
                        names[cast((path_code >> cast(7 * step as integer)) & 127 as integer)]
                    ), ' > '
                )
        end as path,
        case
            when channel_mask is null then '(unattributed)'
            else
                array_to_string(
                    list_sort(list_transform(
                        list_filter(
                            range(1, 127),
                            lambda number:
                            (channel_mask >> cast(number - 1 as integer)) & 1 = 1
                        ),
                        lambda number: names[number]
                    )), ' + '
                )
        end as channel_set
    from labelled
),

published as (
    select
        conversion_type,
        path,
        channel_set,
        '{{ var("reporting_currency") }}' as currency_code,
        cast(journey_length as integer) as journey_length,
        cast(step_count as integer) as path_length,
        cast(coalesce(bit_count(channel_mask), 0) as integer) as channel_count,
        cast(sum(journey_count) as bigint) as journey_count,
        cast(sum(conversion_count) as bigint) as conversion_count,
        {{ crm_attribution.from_minor_units('sum(conversion_value_minor)') }} as conversion_value
    from named
    group by all
)

select * from published
