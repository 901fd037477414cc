-- One row per figure that has limits: beyond which value it warns, and beyond which it fails.
with

limits as (
    {% for name in crm_attribution.gate_limits() -%}
    {%- set bounds = var(name) -%}
    select
        '{{ name.removeprefix("quality_") }}' as figure,
        cast({{ 'null' if bounds[0] is none else bounds[0] }} as double) as warning_limit,
        cast({{ 'null' if bounds[1] is none else bounds[1] }} as double) as critical_limit
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from limits
