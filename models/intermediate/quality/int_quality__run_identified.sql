-- One row per build that is judged, the present one alone; no row where the gate is off.
select
    '{{ invocation_id }}' as run_id,
    cast({{ var('quality_minimum_rows') }} as integer) as minimum_rows,
    cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }}' as timestamp) as run_at
where {{ var('quality_gate') }}
