-- One row per channel basis and channel: the leads it brought, and what became of them.
with

journeys as (
    select * from {{ ref('fct_journeys') }}
    where conversion_type = 'lead_created'
),

touchpoints as (
    select * from {{ ref('fct_journey_touchpoints') }}
    where is_lead_creation
),

conversions as (
    select * from {{ ref('fct_conversions') }}
),

qualifications as (
    select
        person_id,
        max(conversion_date) as qualified_date
    from conversions
    where conversion_type = 'marketing_qualified'
    group by person_id
),

-- A deal is opened once and won once.
opportunities as (
    select
        opportunity_id,
        min(converted_at) filter (conversion_type = 'opportunity_created') as opened_at,
        bool_or(conversion_type = 'opportunity_won') as is_won,
        coalesce(sum(conversion_value) filter (conversion_type = 'opportunity_won'), 0)
            as won_revenue
    from conversions
    where conversion_type in ('opportunity_created', 'opportunity_won')
    group by opportunity_id
),

-- The lead that stands for an opportunity in the funnel, too; one with a lifecycle alone is no
-- conversion.
lead_opportunities as (
    select
        matched.conversion_id,
        opportunities.opened_at,
        opportunities.is_won,
        opportunities.won_revenue
    from {{ ref('int_funnel__leads_matched') }} as matched
    inner join opportunities on matched.opportunity_id = opportunities.opportunity_id
    where matched.is_subject_lead
),

leads as (
    select
        journeys.conversion_id,
        coalesce(journeys.first_channel, '(unattributed)') as first_touch,
        coalesce(touchpoints.channel, journeys.last_channel, '(unattributed)')
            as lead_creation_touch,
        lead_opportunities.conversion_id is not null as has_opportunity,
        -- Whoever has a deal was good enough for one.
        lead_opportunities.conversion_id is not null
        or coalesce(qualifications.qualified_date >= journeys.conversion_date, false)
            as is_qualified,
        count(qualifications.person_id) over () > 0 as is_qualification_known,
        coalesce(lead_opportunities.is_won, false) as is_won,
        coalesce(lead_opportunities.won_revenue, 0) as won_revenue,
        date_diff('microsecond', journeys.converted_at, lead_opportunities.opened_at) / 86400e6
            as days_to_opportunity
    from journeys
    left join touchpoints
        on
            journeys.conversion_key = touchpoints.conversion_key
            and journeys.lead_creation_position = touchpoints.touchpoint_position
    left join lead_opportunities on journeys.conversion_id = lead_opportunities.conversion_id
    left join qualifications on journeys.person_id = qualifications.person_id
),

counted as (
    {% for basis in ['first_touch', 'lead_creation_touch'] -%}
    select
        '{{ basis }}' as channel_basis,
        {{ basis }} as channel,
        count(*) as lead_count,
        bool_or(is_qualification_known) as is_qualification_known,
        count(*) filter (is_qualified) as qualified_count,
        count(*) filter (has_opportunity) as opportunity_count,
        count(*) filter (is_won) as won_count,
        sum(won_revenue) as won_revenue,
        median(days_to_opportunity) filter (has_opportunity) as days_to_opportunity_median
    from leads
    group by {{ basis }}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

{{ crm_attribution.shrunk_rates('counted', 'won_count', 'lead_count', 'channel_basis') }},

published as (
    select
        channel_basis,
        channel,
        '{{ var("reporting_currency") }}' as currency_code,
        lead_count,
        case when is_qualification_known then qualified_count end as qualified_count,
        opportunity_count,
        won_count,
        cast(won_revenue as {{ crm_attribution.money_type() }}) as won_revenue,
        cast(won_revenue as double) / nullif(lead_count, 0) as revenue_per_lead,
        {% for rate, hits, trials in [
            ('qualified_rate', 'qualified_count', 'lead_count'),
            ('opportunity_rate', 'opportunity_count', 'lead_count'),
            ('win_rate', 'won_count', 'lead_count'),
            ('opportunity_win_rate', 'won_count', 'opportunity_count'),
        ] -%}
        {% set is_known = 'is_qualification_known' if loop.first else 'true' -%}
        case when {{ is_known }} then {{ hits }} / nullif({{ trials }}, 0) end as {{ rate }},
        {% for bound in ['lower', 'upper'] -%}
        case
            when {{ is_known }}
                then {{ crm_attribution.wilson_interval(hits, trials, bound) }}
        end as {{ rate }}_{{ bound }},
        {% endfor -%}
        {% endfor -%}
        100 * shrunk_rate / nullif(mean_rate, 0) as win_index,
        prior_trials as prior_lead_count,
        days_to_opportunity_median
    from shrunk_rates
)

select * from published
