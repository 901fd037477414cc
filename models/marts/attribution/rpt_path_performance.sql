-- One row per conversion type and path.
with

totals as (
    select * from {{ ref('fct_path_totals') }}
),

{{ crm_attribution.compared_journeys('totals', 'path', 'path_length') }}

select * from compared_journeys
