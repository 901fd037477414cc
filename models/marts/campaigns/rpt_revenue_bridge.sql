-- One row per attribution model, reporting period and channel, or all channels: how booked revenue
-- came from what it was in the period before.
{%- set effects = [
    'volume', 'mix', 'rate', 'value', 'new_channel', 'lost_channel', 'fx', 'refund',
] %}
{%- set measures = ['reached', 'conversions', 'booked_minor', 'fx_minor', 'refund_minor'] %}
{%- set keys = ['attribution_model', 'period_start_date', 'previous_period_start_date'] %}
with

types as (
    select
        conversion_type,
        bool_or(revenue_basis = 'refunded') as is_refund
    from {{ ref('fct_conversions') }}
    where is_booked
    group by conversion_type
),

{{ crm_attribution.consecutive_periods(
    ref('dim_dates'), ref('int_money__currency_factors_dated')
) }},

credits as (
    select
        totals.attribution_model,
        totals.channel,
        totals.conversion_period_date as period_start_date,
        types.is_refund,
        coalesce(fx_changes.change_rate, 0) as change_rate,
        sum(totals.attributed_conversions) as conversions,
        sum({{ crm_attribution.to_minor_units('totals.attributed_revenue', 'null') }})
            as revenue_minor
    from {{ ref('fct_attribution_totals') }} as totals
    inner join types on totals.conversion_type = types.conversion_type
    left join fx_changes
        on
            totals.original_currency_code = fx_changes.currency_code
            and totals.conversion_period_date = fx_changes.period_start_date
    where totals.is_booked and totals.conversion_period_date is not null
    group by all
),

models as (
    select
        attribution_model,
        min(period_start_date) as first_date,
        max(period_start_date) as last_date
    from credits
    group by attribution_model
),

measured as (
    select
        attribution_model,
        channel,
        period_start_date,
        0 as reached,
        case when is_refund then 0 else conversions end as conversions,
        case when is_refund then 0 else revenue_minor end as booked_minor,
        case when is_refund then 0 else cast(round(revenue_minor * change_rate) as hugeint) end
            as fx_minor,
        case when is_refund then revenue_minor else 0 end as refund_minor
    from credits
    union all
    select
        models.attribution_model,
        reach.channel,
        reach.period_start_date,
        reach.reached_count as reached,
        0 as conversions,
        0 as booked_minor,
        0 as fx_minor,
        0 as refund_minor
    from {{ ref('fct_channel_reach') }} as reach
    inner join models
        on reach.period_start_date between models.first_date and models.last_date
),

sides as (
    {% for side, joined_on in [
        ('before', 'previous_period_start_date'), ('after', 'period_start_date'),
    ] -%}
    select
        measured.attribution_model,
        measured.channel,
        periods.previous_period_start_date,
        periods.period_start_date,
        {% for measure in measures -%}
        measured.{{ measure }},
        {% endfor -%}
        '{{ side }}' as side
    from measured
    inner join periods on measured.period_start_date = periods.{{ joined_on }}
    inner join models
        on
            measured.attribution_model = models.attribution_model
            and periods.previous_period_start_date >= models.first_date
            and periods.period_start_date <= models.last_date
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

paired as (
    select
        {% for measure in measures -%}
        coalesce(sum({{ measure }}) filter (where side = 'before'), 0) as {{ measure }}_before,
        coalesce(sum({{ measure }}) filter (where side = 'after'), 0) as {{ measure }}_after,
        {% endfor -%}
        {{ keys | join(', ') }},
        channel
    from sides
    group by {{ keys | join(', ') }}, channel
),

{{ crm_attribution.bridge_effects('paired', keys) }},

published as (
    select
        attribution_model,
        case when grouping(channel) = 1 then '(all channels)' else channel end as channel,
        case when sum(reached_before + reached_after) > 0 then 'reach' else 'conversions' end
            as volume_basis,
        '{{ var("reporting_currency") }}' as currency_code,
        {% for side in ['before', 'after'] -%}
        {% set prefix = 'previous_' if side == 'before' else '' -%}
        cast(sum(volume_{{ side }}) as decimal(38, 12)) as {{ prefix }}volume,
        cast(sum(conversions_{{ side }}) as decimal(38, 12)) as {{ prefix }}attributed_conversions,
        {{ crm_attribution.from_minor_units(
            'sum(booked_minor_' ~ side ~ ' + refund_minor_' ~ side ~ ')'
        ) }} as {{ prefix }}attributed_revenue,
        {% endfor -%}
        {% for effect in effects -%}
        {{ crm_attribution.from_minor_units('sum(' ~ effect ~ '_minor)') }} as {{ effect }}_effect,
        {% endfor -%}
        previous_period_start_date,
        period_start_date
    from bridge_effects
    group by grouping sets (({{ keys | join(', ') }}, channel), ({{ keys | join(', ') }}))
)

select * from published
