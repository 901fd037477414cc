-- One row per Dynamics campaign activity.
with

export_rows as (
    select * from {{ source('dynamics', 'campaign_activity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('activityid') }} as campaign_activity_id,
        {{ crm_attribution.dynamics_lookup_key('regardingobjectid') }} as campaign_id,
        {{ crm_attribution.dynamics_lookup_name('regardingobjectid') }} as campaign_name,
        createdon as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
