{#- CTEs totals and positions: what ordered Shapley credits to each channel, by
    fct_attribution_totals and by rpt_channel_positions. -#}
{% macro totals_and_channel_positions() %}
totals as (
    select
        credited.attribution_model,
        credited.conversion_type,
        credited.channel,
        sum(credited.attributed_conversions) as attributed_conversions,
        sum(credited.attributed_revenue) as attributed_revenue
    from {{ ref('fct_attribution_totals') }} as credited
    inner join {{ ref('attribution_models') }} as models
        on credited.attribution_model = models.attribution_model
    where models.family = 'ordered_shapley' and credited.channel <> '(unattributed)'
    group by all
),

positions as (
    select
        attribution_model,
        conversion_type,
        channel,
        sum(attributed_conversions) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue
    from {{ ref('rpt_channel_positions') }}
    group by all
)
{%- endmacro %}
