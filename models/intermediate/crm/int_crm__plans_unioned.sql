-- One row per planned figure of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__plans',
    ]) }}
),

listed as (
    select
        plan_id,
        source_system,
        native_campaign_id,
        plan_name,
        metric,
        period,
        channel,
        currency_code,
        planned_amount,
        period_start_date
    from unioned
)

select * from listed
