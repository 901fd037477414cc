-- One row per date basis, revenue basis, channel or campaign, attribution model and period.
{%- set models = crm_attribution.additive_attribution_models() | map(attribute='name') | list %}
{%- set groups = {'channel': 'channel', 'campaign': 'campaign_group'} %}
{%- set counts = ['leads', 'opportunities', 'conversions', 'new_customers'] %}
{%- set amounts = ['attributed_revenue', 'refunded_amount', 'margin_amount', 'spend_amount'] %}
with

types as (
    select distinct
        conversion_type,
        revenue_basis
    from {{ ref('fct_conversions') }}
),

slices as (
    select
        date_bases.date_basis,
        unnest(cast({{ models }} as varchar[])) as attribution_model
    from (values ('conversion_date'), ('touchpoint_date')) as date_bases (date_basis)
),

-- What nobody invoices or pays has no rows.
bases as (
    select 'booked' as revenue_basis
    union
    select revenue_basis from types
    where revenue_basis in ('invoiced', 'paid')
),

totals as (
    select
        totals.*,
        types.revenue_basis as own_basis,
        bases.revenue_basis,
        {{ crm_attribution.campaign_group('totals.') }} as campaign_group,
        types.revenue_basis = 'booked' and totals.is_booked as is_booking,
        (bases.revenue_basis = 'booked' and totals.is_booked)
        or (bases.revenue_basis = 'invoiced' and totals.is_invoiced)
        or (bases.revenue_basis = 'paid' and totals.is_paid) as is_counted
    from {{ ref('fct_attribution_totals') }} as totals
    inner join types on totals.conversion_type = types.conversion_type
    cross join bases
),

spend as (
    select
        channel,
        coalesce(campaign_id, '(no campaign)') as campaign_group,
        {{ crm_attribution.period_start('spend_date') }} as period_start_date,
        sum(spend_amount) as spend_amount
    from {{ ref('fct_spend') }}
    group by all
),

{% for grouped_by, column in groups.items() -%}
credited_by_{{ grouped_by }} as (
    {% for date_basis in ['conversion_date', 'touchpoint_date'] -%}
    select
        '{{ date_basis }}' as date_basis,
        revenue_basis,
        '{{ grouped_by }}' as grouped_by,
        {{ column }} as group_value,
        attribution_model,
        {{ crm_attribution.credit_period(date_basis) }} as period_start_date,
        sum(attributed_conversions) filter (conversion_type = 'lead_created') as leads,
        sum(attributed_conversions) filter (conversion_type = 'opportunity_created')
            as opportunities,
        sum(attributed_conversions) filter (is_booking) as conversions,
        sum(attributed_conversions) filter (is_booking and customer_type = 'new') as new_customers,
        sum(attributed_revenue) filter (is_counted) as attributed_revenue,
        sum(-attributed_revenue) filter (is_counted and own_basis = 'refunded') as refunded_amount,
        sum(attributed_revenue * margin_rate) filter (is_counted) as margin_amount
    from totals
    group by all
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

-- What is spent stands beside every attribution model, also where that credits nothing.
spend_by_{{ grouped_by }} as (
    select
        slices.date_basis,
        bases.revenue_basis,
        '{{ grouped_by }}' as grouped_by,
        spend.{{ column }} as group_value,
        slices.attribution_model,
        spend.period_start_date,
        spend.spend_amount
    from spend
    cross join bases
    cross join slices
),

{% endfor -%}
summed as (
    select
        {% for measure in counts + amounts -%}
        coalesce(sum({{ measure }}), 0) as {{ measure }},
        {% endfor -%}
        date_basis,
        revenue_basis,
        grouped_by,
        group_value,
        attribution_model,
        period_start_date
    from (
        {% for grouped_by in groups -%}
        select * from credited_by_{{ grouped_by }}
        union all by name
        select * from spend_by_{{ grouped_by }}
        {{ 'union all by name' if not loop.last }}
        {% endfor -%}
    )
    group by all
),

published as (
    select
        summed.date_basis,
        summed.revenue_basis,
        summed.grouped_by,
        summed.group_value,
        summed.attribution_model,
        '{{ var("reporting_currency") }}' as currency_code,
        cast(summed.spend_amount as {{ crm_attribution.money_type() }}) as spend_amount,
        {% for count in counts -%}
        cast(summed.{{ count }} as decimal(38, 12)) as attributed_{{ count }},
        {% endfor -%}
        cast(summed.attributed_revenue as {{ crm_attribution.money_type() }}) as attributed_revenue,
        cast(summed.refunded_amount as {{ crm_attribution.money_type() }}) as refunded_amount,
        cast(summed.margin_amount as decimal(38, {{ var('money_digits') + 6 }})) as margin_amount,
        {{ crm_attribution.acquisition_costs('summed', 'margins.monthly_margin_amount') }},
        -- A ratio to money that came back, on balance, has no meaning.
        {% set spend = 'cast(nullif(greatest(summed.spend_amount, 0), 0) as double)' -%}
        cast(summed.attributed_revenue as double) / {{ spend }} as return_on_ad_spend,
        cast(summed.margin_amount - summed.spend_amount as double) / {{ spend }}
            as return_on_investment,
        summed.period_start_date
    from summed
    left join {{ ref('int_spend__customer_margins_averaged') }} as margins
        on
            summed.revenue_basis = margins.revenue_basis
            and summed.period_start_date = margins.period_start_date
)

select * from published
