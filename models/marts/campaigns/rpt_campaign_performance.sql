-- One row per date basis, period, campaign, attribution model and conversion type, of every
-- campaign with credit, influence or spend in the period, its own or from below it in the tree.
with

own as (
    select * from {{ ref('fct_campaign_totals') }}
),

influence as (
    select * from {{ ref('fct_influence_totals') }}
),

ancestors as (
    select
        campaign_id,
        ancestor_campaign_id
    from {{ ref('int_crm__campaign_ancestors_listed') }}
),

-- Every campaign's own figures go once to itself and once to each campaign above it.
rolled_up as (
    select
        own.date_basis,
        own.attribution_model,
        own.conversion_type,
        coalesce(ancestors.ancestor_campaign_id, own.campaign_id) as campaign_id,
        own.period_start_date,
        coalesce(ancestors.ancestor_campaign_id, own.campaign_id) = own.campaign_id as is_own,
        own.attributed_conversions,
        own.attributed_revenue,
        own.margin_amount,
        own.spend_amount
    from own
    left join ancestors on own.campaign_id = ancestors.campaign_id
),

summed as (
    select
        {% for measure in [
            'attributed_conversions', 'attributed_revenue', 'margin_amount', 'spend_amount',
        ] -%}
        coalesce(sum({{ measure }}) filter (is_own), 0) as {{ measure }},
        sum({{ measure }}) as tree_{{ measure }},
        {% endfor -%}
        date_basis,
        attribution_model,
        conversion_type,
        campaign_id,
        period_start_date
    from rolled_up
    group by all
),

influenced as (
    select
        summed.*,
        coalesce(own_influence.influenced_conversions, 0) as influenced_conversions,
        coalesce(own_influence.influenced_revenue, 0) as influenced_revenue,
        coalesce(tree_influence.influenced_conversions, 0) as tree_influenced_conversions,
        coalesce(tree_influence.influenced_revenue, 0) as tree_influenced_revenue
    from summed
    {% for side, grouping in [
        ('own_influence', 'campaign'), ('tree_influence', 'campaign_tree'),
    ] -%}
    left join influence as {{ side }}
        on
            {{ side }}.grouped_by = '{{ grouping }}'
            and summed.date_basis = {{ side }}.date_basis
            and summed.conversion_type = {{ side }}.conversion_type
            and summed.campaign_id = {{ side }}.group_value
            and summed.period_start_date is not distinct from {{ side }}.period_start_date
    {% endfor -%}
),

published as (
    select
        date_basis,
        attribution_model,
        conversion_type,
        campaign_id,
        '{{ var("reporting_currency") }}' as currency_code,
        {% for prefix in ['', 'tree_'] -%}
        cast({{ prefix }}attributed_conversions as decimal(38, 12))
            as {{ prefix }}attributed_conversions,
        cast({{ prefix }}attributed_revenue as {{ crm_attribution.money_type() }})
            as {{ prefix }}attributed_revenue,
        cast({{ prefix }}margin_amount as decimal(38, {{ var('money_digits') + 6 }}))
            as {{ prefix }}margin_amount,
        cast({{ prefix }}influenced_conversions as bigint) as {{ prefix }}influenced_conversions,
        cast({{ prefix }}influenced_revenue as {{ crm_attribution.money_type() }})
            as {{ prefix }}influenced_revenue,
        cast({{ prefix }}spend_amount as {{ crm_attribution.money_type() }})
            as {{ prefix }}spend_amount,
        {{ crm_attribution.cost_ratios(prefix) }},
        {% endfor -%}
        period_start_date
    from influenced
)

select * from published
