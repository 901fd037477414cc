-- One row per neutral planned figure.
with

export_rows as (
    select * from {{ source('neutral', 'plans') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(plan_id, file_name || ':' || row_number) as plan_id,
        campaign_id as native_campaign_id,
        plan_name,
        metric,
        period,
        channel,
        currency_code,
        planned_amount,
        period_start as period_start_date,
        file_name,
        row_number
    from export_rows
)

select * from renamed
