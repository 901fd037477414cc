-- One row per funnel stage, channel or all of them, baseline and period of the entry into it.
with

compared as (
    select * from {{ ref('int_funnel__periods_compared') }}
),

conversions as (
    select
        conversion_id,
        conversion_value
    from {{ ref('fct_conversions') }}
),

values_won as (
    select
        listed.subject_id,
        sum(conversions.conversion_value) as won_amount
    from {{ ref('int_funnel__subject_conversions_listed') }} as listed
    inner join conversions on listed.conversion_id = conversions.conversion_id
    group by listed.subject_id
),

-- What one advance was worth in the end, over all channels and all time: a channel's own year has
-- too few sales to tell.
advances as (
    select
        passages.funnel_stage,
        count(*) as advanced_count,
        coalesce(sum(values_won.won_amount), 0) as won_amount
    from {{ ref('int_funnel__passages_summarised') }} as passages
    left join values_won on passages.subject_id = values_won.subject_id
    where passages.outcome = 'advanced'
    group by passages.funnel_stage
),

rated as (
    select
        compared.*,
        cast(compared.advanced_count as double) / nullif(compared.judged_count, 0) as advance_rate,
        cast(compared.baseline_advanced_count as double)
        / nullif(compared.baseline_judged_count, 0) as baseline_rate,
        cast(advances.won_amount as double) / nullif(advances.advanced_count, 0)
            as won_amount_per_advance,
        {{ crm_attribution.benjamini_hochberg_step('compared.p_value') }} as q_step
    from compared
    left join advances on compared.funnel_stage = advances.funnel_stage
),

-- All rows are one family of tests: whoever reads the report looks for the worst of them.
adjusted as (
    select
        *,
        {{ crm_attribution.benjamini_hochberg('p_value') }} as q_value
    from rated
),

published as (
    select
        funnel_stage,
        channel,
        baseline_type,
        '{{ var("reporting_currency") }}' as currency_code,
        judged_count,
        advanced_count,
        baseline_judged_count,
        baseline_advanced_count,
        {% for prefix, counts in [('advance', ''), ('baseline', 'baseline_')] -%}
        {{ prefix }}_rate,
        {{ crm_attribution.wilson_interval(
            counts ~ 'advanced_count', counts ~ 'judged_count', 'lower'
        ) }} as {{ prefix }}_rate_lower,
        {{ crm_attribution.wilson_interval(
            counts ~ 'advanced_count', counts ~ 'judged_count', 'upper'
        ) }} as {{ prefix }}_rate_upper,
        {% endfor -%}
        baseline_rate - advance_rate as rate_drop,
        p_value,
        q_value,
        case
            when baseline_rate is not null
                then greatest(baseline_rate - advance_rate, 0) * judged_count
        end as missing_advances,
        won_amount_per_advance,
        cast(
            case
                when baseline_rate is not null
                    then
                        greatest(baseline_rate - advance_rate, 0) * judged_count
                        * won_amount_per_advance
            end as {{ crm_attribution.money_type() }}
        ) as missing_amount,
        coalesce(
            q_value <= {{ 1 - var('interval_level') }} and baseline_rate > advance_rate, false
        ) as is_bottleneck,
        period_start_date
    from adjusted
)

select * from published
