-- One row per attribution model, conversion type, channel or campaign, and group of clusters: the
-- credit and revenue that the bootstrap weighs anew.
{%- set models = crm_attribution.additive_attribution_models() %}
{%- set touchpoints = ref('int_attribution__touchpoints_weighted') %}
with

journeys as (
    select
        * exclude (conversion_id, opportunity_id, first_channel, last_channel),
        {{ crm_attribution.cluster_group('coalesce(account_id, person_id, conversion_id)') }}
            as cluster_group
    from {{ ref('int_journeys__journeys_summarised') }}
    where {{ var('bootstrap_replicates') }} > 0
),

{{ crm_attribution.attribution_totals(models, touchpoints, ['cluster_group'], {}) }},

by_channel as (
    select
        attribution_model,
        conversion_type,
        'channel' as grouped_by,
        channel as group_value,
        cluster_group,
        sum(credit_units) as credit_units,
        sum(revenue_minor) as revenue_minor
    from totals_unioned
    group by all
),

by_campaign as (
    select
        attribution_model,
        conversion_type,
        'campaign' as grouped_by,
        {{ crm_attribution.campaign_group() }} as group_value,
        cluster_group,
        sum(credit_units) as credit_units,
        sum(revenue_minor) as revenue_minor
    from totals_unioned
    group by all
),

unioned as (
    select * from by_channel
    union all
    select * from by_campaign
),

totals as (
    select
        attribution_model,
        conversion_type,
        grouped_by,
        group_value,
        cluster_group,
        credit_units / 1e12 as credit,
        revenue_minor / {{ 10 ** var('money_digits') }} as revenue
    from unioned
)

-- In one order, so that sums of doubles over it come out the same in every build.
select * from totals
order by all
