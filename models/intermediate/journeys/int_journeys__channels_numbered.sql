-- One row per channel of touchpoints that can count: the number that stands for it in paths.
with

channels as (
    select
        channel,
        count(*) as touchpoint_count
    from {{ ref('int_journeys__touchpoints_enriched') }}
    where exclusion_reason is null
    group by channel
),

-- A path is one number with seven bits per step. Should there be more channels than these can tell
-- apart, the rarest share the last number.
numbered as (
    select
        channel,
        cast(
            least(row_number() over (order by touchpoint_count desc, channel asc), 126) as integer
        ) as channel_number,
        count(*) over () > 126 as has_others
    from channels
),

-- What stands between the steps of a path must not be mistaken for part of a name.
labelled as (
    select
        channel,
        channel_number,
        case
            when channel_number = 126 and has_others then '(other channels)'
            when contains(channel, ' > ') or contains(channel, ' + ') then '"' || channel || '"'
            else channel
        end as channel_label
    from numbered
)

select * from labelled
