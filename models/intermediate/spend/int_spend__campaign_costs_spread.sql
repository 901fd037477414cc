-- One row per campaign and day from its start to its end: the actual cost spread evenly, exact in
-- sum; of a parent whose cost is a total, what its children leave of it.
{#- Levels of a campaign tree below the highest: Salesforce, the deepest of the CRMs, has four. -#}
{%- set levels = 8 %}
{#- Named before any condition: dbt learns a model's parents while parsing. #}
{%- set ancestors = ref('int_crm__campaign_ancestors_listed') %}
{%- set exports = ref('int_spend__exports_valued') %}
with

costs as (
    select * from {{ ref('int_spend__campaign_costs_valued') }}
),

{% if var('parent_campaign_costs') == 'total' -%}
-- A loop of parents has no top whose cost could contain the others'.
children as (
    select
        pairs.campaign_id,
        pairs.ancestor_campaign_id as parent_campaign_id
    from {{ ancestors }} as pairs
    anti join {{ ancestors }} as loops
        on
            pairs.campaign_id = loops.ancestor_campaign_id
            and pairs.ancestor_campaign_id = loops.campaign_id
    where pairs.levels_above = 1
),

exported as (
    select
        campaign_id,
        sum(spend_minor) as spend_minor
    from {{ exports }}
    group by campaign_id
),

known as (
    select
        campaigns.campaign_id,
        exported.spend_minor as exported_minor,
        coalesce(costs.cost_minor, 0) as cost_minor
    from (select distinct campaign_id from {{ ancestors }}) as campaigns
    left join costs on campaigns.campaign_id = costs.campaign_id
    left join exported on campaigns.campaign_id = exported.campaign_id
),

trees_0 as (
    select
        campaign_id,
        0 as below_minor,
        coalesce(exported_minor, cost_minor) as tree_minor
    from known
),

-- Each step carries costs up by a level: a tree costs what its parts do, and where its top has a
-- total, not less than that.
{% for level in range(1, levels + 1) -%}
sums_{{ level }} as (
    select
        children.parent_campaign_id,
        sum(trees.tree_minor) as below_minor
    from trees_{{ level - 1 }} as trees
    inner join children on trees.campaign_id = children.campaign_id
    group by children.parent_campaign_id
),

trees_{{ level }} as (
    select
        known.campaign_id,
        coalesce(sums.below_minor, 0) as below_minor,
        case
            when known.exported_minor is null
                then greatest(known.cost_minor, coalesce(sums.below_minor, 0))
            else known.exported_minor + coalesce(sums.below_minor, 0)
        end as tree_minor
    from known
    left join sums_{{ level }} as sums on known.campaign_id = sums.parent_campaign_id
),

{% endfor -%}
own_costs as (
    select
        costs.* replace (
            greatest(costs.cost_minor - coalesce(trees.below_minor, 0), 0) as cost_minor
        ),
        coalesce(trees.below_minor, 0) <> 0 as is_rest
    from costs
    left join trees_{{ levels }} as trees on costs.campaign_id = trees.campaign_id
),
{%- else -%}
own_costs as (
    select
        *,
        false as is_rest
    from costs
),
{%- endif %}

days as (
    select
        *,
        unnest(range(1, day_count + 1)) as day_number
    from own_costs
),

-- A day's cost is the difference of two rounded running totals, so the days add up to the cost.
spread as (
    select
        campaign_id,
        {{ crm_attribution.share_units('day_number / day_count', 'cost_minor') }}
        - {{ crm_attribution.share_units('(day_number - 1) / day_count', 'cost_minor') }}
            as spend_minor,
        is_rest,
        -- A cost that nothing dates is kept, on no day.
        started_on + cast(day_number - 1 as integer) as spend_date
    from days
)

select * from spread
