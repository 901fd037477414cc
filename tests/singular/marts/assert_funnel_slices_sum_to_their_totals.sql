-- rpt_funnel_conversion: the segments of a kind, and the channels of a segment, add up to the slice
-- that holds all of them.
{%- set counts = ['entered_count', 'implied_count', 'advanced_count', 'lost_count', 'open_count'] %}
with

slices as (
    select * from {{ ref('rpt_funnel_conversion') }}
),

totals as (
    select
        kinds.segment_type,
        slices.funnel_stage,
        slices.period_start_date,
        {% for count in counts -%}
        slices.{{ count }}{{ ',' if not loop.last }}
        {% endfor %}
    from slices
    cross join (select distinct segment_type from slices) as kinds
    where slices.segment_type = '(all)' and slices.channel = '(all)'
),

{% for name, sliced in {
    'by_segment': "channel = '(all)'", 'by_channel': "channel <> '(all)'"
}.items() -%}
{{ name }} as (
    select
        segment_type,
        funnel_stage,
        period_start_date,
        {% for count in counts -%}
        sum({{ count }}) as {{ count }}{{ ',' if not loop.last }}
        {% endfor %}
    from slices
    where {{ sliced }}
    group by segment_type, funnel_stage, period_start_date
),

{% endfor -%}
missing as (
    select * from totals
    except
    select * from by_segment
    union all
    select * from totals
    except
    select * from by_channel
)

select * from missing
