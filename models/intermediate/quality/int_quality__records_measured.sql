-- One row per figure about persons, campaigns or spend, and source system.
{# A view: where the gate is off, nothing is computed. -#}
{{ config(materialized='view') }}
with

runs as (
    select {{ crm_attribution.local_date('run_at') }} as run_date
    from {{ ref('int_quality__run_identified') }}
),

persons as (
    select
        source_system as group_value,
        count(*) as person_count,
        -- A system that knows no accounts, such as web analytics, is not expected to name one.
        case when count(account_id) > 0 then count(*) - count(account_id) end
            as without_account_count
    from {{ ref('int_identity__persons_described') }}
    group by source_system
),

campaigns as (
    select
        source_system as group_value,
        count(*) filter (where started_on is not null and ended_on is not null) as dated_count,
        count(*) filter (where ended_on < started_on) as reversed_count
    from {{ ref('int_crm__campaigns_unioned') }}
    group by source_system
),

spend as (
    select
        spend.source_system as group_value,
        count(spend.spend_date) as dated_count,
        count(*) filter (where spend.spend_date > runs.run_date) as future_count
    from {{ ref('int_crm__spend_unioned') }} as spend
    cross join runs
    group by spend.source_system
),

person_figures as (
    {{ crm_attribution.share_figures('persons', [
        ('without_account_rate', 'account_id', 'without_account_count', 'person_count'),
    ]) }}
),

campaign_figures as (
    {{ crm_attribution.share_figures('campaigns', [
        ('negative_duration_rate', 'ended_on', 'reversed_count', 'dated_count'),
    ]) }}
),

spend_figures as (
    {{ crm_attribution.share_figures('spend', [
        ('future_rate', 'spend_date', 'future_count', 'dated_count'),
    ]) }}
),

measured as (
    select
        'int_identity__persons_described' as table_name,
        *
    from person_figures
    union all
    select
        'int_crm__campaigns_unioned' as table_name,
        *
    from campaign_figures
    union all
    select
        'int_crm__spend_unioned' as table_name,
        *
    from spend_figures
)

select * from measured
