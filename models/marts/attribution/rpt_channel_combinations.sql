-- One row per conversion type and set of channels.
with

totals as (
    select * from {{ ref('fct_path_totals') }}
),

{{ crm_attribution.compared_journeys('totals', 'channel_set', 'channel_count') }}

select * from compared_journeys
