-- One row per funnel stage, period of entry, segment, channel and day after the entry on which
-- some ended, or were last seen.
{# A view: int_funnel__advances_estimated alone reads it. -#}
{{ config(materialized='view') }}
{%- set outcomes = {'advanced': 'advanced', 'lost': 'lost', 'open': 'censored'} %}
with

passages as (
    select * from {{ ref('int_funnel__passages_counted') }}
    where days is not null
),

counted as (
    select
        funnel_stage,
        {{ crm_attribution.funnel_slice_columns() }},
        period_start_date,
        {% for outcome, name in outcomes.items() -%}
        cast(coalesce(sum(passage_count) filter (outcome = '{{ outcome }}'), 0) as bigint)
            as {{ name }}_count,
        {% endfor -%}
        days
    from passages
    group by {{ crm_attribution.funnel_slices(['funnel_stage', 'period_start_date', 'days']) }}
)

select * from counted
