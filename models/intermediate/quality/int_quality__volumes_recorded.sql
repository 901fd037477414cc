-- One row per build that was judged, table and group of its rows: how many there were.
{# History cannot be computed anew, so it outlives a full refresh. -#}
{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='run_id',
    full_refresh=false,
    on_schema_change='append_new_columns'
) }}
{%- set counted = [
    ('int_crm__accounts_unioned', ref('int_crm__accounts_unioned'), 'source_system'),
    ('int_crm__campaigns_unioned', ref('int_crm__campaigns_unioned'), 'source_system'),
    ('int_crm__person_records_unioned', ref('int_crm__person_records_unioned'), 'source_system'),
    ('int_crm__spend_unioned', ref('int_crm__spend_unioned'), 'source_system'),
    ('int_journeys__touchpoints_enriched', ref('int_journeys__touchpoints_enriched'),
        'source_system'),
    ('int_journeys__conversions_valued', ref('int_journeys__conversions_valued'),
        'conversion_type'),
] %}
with

-- What is not judged is no standard for the next build: it is not recorded either.
runs as (
    select * from {{ ref('int_quality__run_identified') }}
),

exports as (
    select
        'int_quality__exports_accounted' as table_name,
        source_system || ' ' || entity as group_value,
        -- Several files may hold one entity, and their names change from export to export.
        cast(sum(rows_in) as bigint) as row_count
    from {{ ref('int_quality__exports_accounted') }}
    where is_read
    group by all
),

-- Journeys without a touchpoint stand for nothing that was found.
journeys as (
    select
        'int_journeys__journeys_summarised' as table_name,
        conversion_type as group_value,
        count(*) as row_count
    from {{ ref('int_journeys__journeys_summarised') }}
    where journey_length > 0
    group by all
),

{% for name, relation, group in counted -%}
counts_{{ loop.index }} as (
    select
        '{{ name }}' as table_name,
        {{ group }} as group_value,
        count(*) as row_count
    from {{ relation }}
    group by all
),

{% endfor -%}
counts as (
    select * from exports
    union all
    select * from journeys
    {% for _ in counted -%}
    union all
    select * from counts_{{ loop.index }}
    {% endfor -%}
),

recorded as (
    select
        runs.run_id,
        runs.run_at,
        counts.table_name,
        counts.group_value,
        counts.row_count
    from counts
    cross join runs
)

select * from recorded
