-- One row per assignment to a variant of an experiment of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__experiment_assignments',
    ]) }}
),

listed as (
    select
        experiment_assignment_id,
        source_system,
        experiment_id,
        person_record_id,
        account_id,
        email_hash,
        native_campaign_id,
        experiment_name,
        variant,
        coalesce(
            lower(unit_type),
            case
                when person_record_id is not null or email_hash is not null then 'person'
                when account_id is not null then 'account'
                when geo_id is not null then 'geo'
            end
        ) as unit_type,
        geo_id,
        channel,
        coalesce(is_control, lower(variant) in ('control', 'holdout')) as is_control,
        assigned_at,
        ended_at
    from unioned
)

select * from listed
