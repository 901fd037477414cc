-- One row per touchpoint, with what tells its source where the export names none.
{# A view: addresses are read only where source or medium are open. #}
{{ config(materialized='view') }}

{%- set click_ids = crm_attribution.click_id_sources() | join('|') %}

with

touchpoints as (
    select * from {{ ref('int_crm__touchpoints_unioned') }}
),

-- A paid click can arrive as an organic visit or a link, where its medium was lost on the way.
sourced as (
    select
        *,
        case
            when
                coalesce(lower(medium), 'organic') in ('organic', 'referral')
                then
                    coalesce(
                        lower(click_id_type),
                        nullif(
                            lower(
                                regexp_extract(landing_page, '[?&]({{ click_ids }})=', 1, 'i')
                            ), ''
                        )
                    )
        end as click_id_name,
        -- A page of the site itself refers nobody to it.
        case
            when source is null and medium is null
                then
                    nullif(
                        nullif({{ crm_attribution.web_host('referrer') }}, ''),
                        {{ crm_attribution.web_host('landing_page') }}
                    )
        end as referring_host
    from touchpoints
)

select * from sourced
