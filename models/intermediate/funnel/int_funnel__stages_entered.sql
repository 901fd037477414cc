-- One row per subject of the funnel and entry into a stage, those passed through unseen included.
{%- set stages = crm_attribution.funnel_stages() %}
{%- set order = crm_attribution.funnel_stage_order %}
with

listed as (
    select
        *,
        {{ order('funnel_stage') }} as stage_order
    from {{ ref('int_funnel__entries_listed') }}
),

-- Within a phase by date; the stage's place and name break ties. One sort serves all of this: the
-- table is the longest of the funnel.
sequenced as (
    select
        *,
        row_number() over signs as sign_number,
        lag(funnel_stage) over signs as from_stage,
        lag(phase) over signs as from_phase,
        -- A first touch after the lead or the opportunity made nobody aware of anything.
        coalesce(
            min(entered_at) filter (phase = 0) over all_signs
            > coalesce(
                min(entered_at) filter (phase between 1 and 5) over all_signs,
                min(entered_at) filter (phase > 5) over all_signs
            ), false
        ) as is_touched_late
    from listed
    window
        signs as (
            partition by subject_id
            order by phase, entered_at nulls last, stage_order nulls last, crm_stage_name
        ),
        all_signs as (
            partition by subject_id
            order by phase, entered_at nulls last, stage_order nulls last, crm_stage_name
            rows between unbounded preceding and unbounded following
        )
),

compared as (
    select
        * exclude (from_phase, is_touched_late) replace (
            case when from_phase > 0 or not is_touched_late then from_stage end as from_stage
        )
    from sequenced
    where phase > 0 or not is_touched_late
),

-- Two signs of one stage in a row are one visit: two stages of the CRM that are one of the funnel,
-- or a deal's close beside the change of its stage.
visited as (
    select
        *,
        last_value(stage_order ignore nulls) over before as from_order,
        max(entered_at) over before as latest_at,
        lead(entered_at) over visits as next_at,
        lead(sign_number) over visits is null as is_current
    from compared
    where from_stage is distinct from funnel_stage
    window
        visits as (partition by subject_id order by sign_number),
        before as (
            partition by subject_id order by sign_number
            rows between unbounded preceding and 1 preceding
        )
),

judged as (
    select
        *,
        case
            when funnel_stage = 'loss' then 'lost'
            when from_stage = 'loss' then 'reopened'
            when stage_order is null then 'unmapped'
            when stage_order > coalesce(from_order, 0) then 'forward'
            when stage_order < from_order then 'backward'
            else 'same'
        end as direction,
        coalesce(entered_at < latest_at, false) as is_out_of_order
    from visited
),

-- Whoever skips a stage has passed through it, in no time.
passed as (
    select
        judged.* replace (
            '{{ stages[0] }}' as funnel_stage,
            'implied' as entered_at_basis,
            null as crm_stage_name,
            false as is_current
        ),
        unnest(range(coalesce(judged.from_order, 0) + 1, judged.stage_order)) as passed_order
    from judged
),

entries as (
    select
        * exclude (passed_order) replace (
            [{{ crm_attribution.text_list(stages) }}][passed_order] as funnel_stage,
            passed_order as stage_order,
            entered_at as next_at
        ),
        true as is_implied
    from passed
    union all by name
    select
        *,
        false as is_implied
    from judged
),

numbered as (
    select
        subject_id,
        row_number() over subject as entry_number,
        lag(funnel_stage) over subject as from_stage,
        funnel_stage,
        stage_order,
        crm_stage_name,
        case when is_implied and direction <> 'reopened' then 'forward' else direction end
            as direction,
        row_number() over (
            partition by subject_id, funnel_stage
            order by sign_number, not is_implied, stage_order
        ) as visit_number,
        entered_at_basis,
        is_implied,
        is_current,
        is_out_of_order,
        entered_at,
        next_at as left_at,
        -- No duration is known where a date is missing or the later one comes first.
        case
            when not is_implied and next_at >= entered_at
                then date_diff('microsecond', entered_at, next_at) / 86400e6
        end as days_in_stage
    from entries
    window subject as (
        partition by subject_id order by sign_number, not is_implied, stage_order
    )
)

select * from numbered
