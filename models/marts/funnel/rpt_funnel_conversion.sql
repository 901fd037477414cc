-- One row per funnel stage, period of the first entry into it, segment and channel.
{%- set rates = [] -%}
{%- for event in ['advanced', 'lost'] -%}
{%- for days in [30, 90, 180] -%}
{%- for bound in ['', '_lower', '_upper'] -%}
{%- do rates.append(event ~ '_' ~ days ~ '_days_rate' ~ bound) -%}
{%- endfor -%}
{%- endfor -%}
{%- endfor %}
with

cohorts as (
    select * from {{ ref('int_funnel__cohorts_counted') }}
),

advances as (
    select * from {{ ref('int_funnel__advances_estimated') }}
),

-- Nobody advances from the last stage: its share is no conversion rate.
published as (
    select
        cohorts.funnel_stage,
        cohorts.segment_type,
        cohorts.segment_value,
        cohorts.channel,
        cast(cohorts.entered_count as bigint) as entered_count,
        cast(cohorts.implied_count as bigint) as implied_count,
        cast(cohorts.advanced_count as bigint) as advanced_count,
        cast(cohorts.lost_count as bigint) as lost_count,
        cast(cohorts.open_count as bigint) as open_count,
        cast(coalesce(advances.timed_count, 0) as bigint) as timed_count,
        case
            when cohorts.funnel_stage <> '{{ crm_attribution.funnel_stages() | last }}'
                then cast(cohorts.advanced_count as double) / nullif(cohorts.entered_count, 0)
        end as conversion_rate,
        {% for bound in ['lower', 'upper'] -%}
        case
            when cohorts.funnel_stage <> '{{ crm_attribution.funnel_stages() | last }}'
                then
                    {{ crm_attribution.wilson_interval(
                        'cohorts.advanced_count', 'cohorts.entered_count', bound
                    ) }}
        end as conversion_rate_{{ bound }},
        {% endfor -%}
        {% for name in ['days_to_advance', 'censored_days_to_advance'] -%}
        cast(advances.{{ name }}_median as integer) as {{ name }}_median,
        cast(advances.{{ name }}_p90 as integer) as {{ name }}_p90,
        {% endfor -%}
        {% for rate in rates -%}
        advances.{{ rate }},
        {% endfor -%}
        cohorts.period_start_date
    from cohorts
    left join advances
        on
            cohorts.funnel_stage = advances.funnel_stage
            and cohorts.segment_type = advances.segment_type
            and cohorts.segment_value = advances.segment_value
            and cohorts.channel = advances.channel
            and cohorts.period_start_date = advances.period_start_date
)

select * from published
