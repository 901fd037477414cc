-- One row per date basis, period, conversion type and channel, campaign or campaign tree: the
-- conversions that at least one of its touchpoints came before, each counted once.
with

touchpoints as (
    select
        conversion_key,
        channel,
        campaign_id,
        {{ crm_attribution.period_start('touchpoint_date') }} as touchpoint_period_date
    from {{ ref('fct_journey_touchpoints') }}
),

journeys as (
    select
        conversion_key,
        conversion_type,
        conversion_value_minor,
        {{ crm_attribution.period_start('conversion_date') }} as conversion_period_date
    from {{ ref('fct_journeys') }}
),

ancestors as (
    select
        campaign_id,
        ancestor_campaign_id
    from {{ ref('int_crm__campaign_ancestors_listed') }}
),

-- Narrow first: what follows counts conversions, not touchpoints.
contacts as (
    select distinct
        conversion_key,
        channel,
        campaign_id,
        touchpoint_period_date
    from touchpoints
),

groups as (
    select distinct
        conversion_key,
        'channel' as grouped_by,
        channel as group_value,
        touchpoint_period_date
    from contacts
    union all
    select distinct
        conversion_key,
        'campaign' as grouped_by,
        campaign_id as group_value,
        touchpoint_period_date
    from contacts
    where campaign_id is not null
    union all
    select distinct
        contacts.conversion_key,
        'campaign_tree' as grouped_by,
        coalesce(ancestors.ancestor_campaign_id, contacts.campaign_id) as group_value,
        contacts.touchpoint_period_date
    from contacts
    left join ancestors on contacts.campaign_id = ancestors.campaign_id
    where contacts.campaign_id is not null
),

by_touchpoint_date as (
    select
        'touchpoint_date' as date_basis,
        groups.grouped_by,
        groups.group_value,
        journeys.conversion_type,
        count(*) as influenced_conversions,
        sum(journeys.conversion_value_minor) as revenue_minor,
        groups.touchpoint_period_date as period_start_date
    from groups
    inner join journeys on groups.conversion_key = journeys.conversion_key
    group by all
),

conversions as (
    select distinct
        conversion_key,
        grouped_by,
        group_value
    from groups
),

by_conversion_date as (
    select
        'conversion_date' as date_basis,
        conversions.grouped_by,
        conversions.group_value,
        journeys.conversion_type,
        count(*) as influenced_conversions,
        sum(journeys.conversion_value_minor) as revenue_minor,
        journeys.conversion_period_date as period_start_date
    from conversions
    inner join journeys on conversions.conversion_key = journeys.conversion_key
    group by all
),

unioned as (
    select * from by_touchpoint_date
    union all
    select * from by_conversion_date
),

published as (
    select
        date_basis,
        grouped_by,
        group_value,
        conversion_type,
        '{{ var("reporting_currency") }}' as currency_code,
        influenced_conversions,
        {{ crm_attribution.from_minor_units('revenue_minor') }} as influenced_revenue,
        period_start_date
    from unioned
)

select * from published
