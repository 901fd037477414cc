{#- CTEs spent and reported: the spend of each campaign beside every attribution model and
    conversion type, by fct_spend and by rpt_campaign_performance. -#}
{% macro spend_and_campaign_performance() %}
slices as (
    select distinct
        date_basis,
        attribution_model,
        conversion_type
    from {{ ref('rpt_campaign_performance') }}
),

spent as (
    select
        slices.date_basis,
        slices.attribution_model,
        slices.conversion_type,
        coalesce(spend.campaign_id, '(no campaign)') as campaign_id,
        sum(spend.spend_amount) as spend_amount
    from slices
    cross join {{ ref('fct_spend') }} as spend
    group by all
    having sum(spend.spend_amount) <> 0
),

reported as (
    select
        date_basis,
        attribution_model,
        conversion_type,
        campaign_id,
        sum(spend_amount) as spend_amount
    from {{ ref('rpt_campaign_performance') }}
    group by all
    having sum(spend_amount) <> 0
)
{%- endmacro %}
