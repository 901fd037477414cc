-- rpt_funnel_conversion: the segments of a kind, and the channels of a segment, add up to the slice
-- that holds all of them.
{%- set counts = ['entered_count', 'implied_count', 'advanced_count', 'lost_count', 'open_count'] %}
with

conversion as (
    select * from {{ ref('rpt_funnel_conversion') }}
),

kinds as (
    select distinct segment_type from conversion
),

totals as (
    select
        {% for count in counts -%}
        conversion.{{ count }},
        {% endfor -%}
        kinds.segment_type,
        conversion.funnel_stage,
        conversion.period_start_date
    from conversion
    cross join kinds
    where conversion.segment_type = '(all)' and conversion.channel = '(all)'
),

{% for name, sliced in {
    'by_segment': "channel = '(all)'", 'by_channel': "channel <> '(all)'"
}.items() -%}
{{ name }} as (
    select
        {% for count in counts -%}
        sum({{ count }}) as {{ count }},
        {% endfor -%}
        segment_type,
        funnel_stage,
        period_start_date
    from conversion
    where {{ sliced }}
    group by segment_type, funnel_stage, period_start_date
),

missing_{{ name }} as (
    select * from totals
    except
    select * from {{ name }}
),

{% endfor -%}
missing as (
    select * from missing_by_segment
    union all
    select * from missing_by_channel
)

select * from missing
