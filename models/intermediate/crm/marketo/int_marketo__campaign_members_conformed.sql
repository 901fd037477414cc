-- One row per Marketo program and lead in it.
with

changes as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'asset_id') }} as campaign_id,
        person_record_id,
        member_status,
        coalesce(has_responded, false) as has_responded,
        is_happened_at_date_only,
        happened_at,
        activity_id
    from {{ ref('int_marketo__activities_stacked') }}
    where activity_type_id = '104' and asset_id is not null
),

-- The first success dates the response; what a lead did after it is no second one.
summarised as (
    select
        source_system,
        campaign_id,
        person_record_id,
        arg_max(member_status, {'at': happened_at, 'id': activity_id}) as member_status,
        bool_or(has_responded) as has_responded,
        arg_min(is_happened_at_date_only, {'at': happened_at, 'id': activity_id})
        filter (where has_responded) as is_first_responded_at_date_only,
        arg_min(is_happened_at_date_only, {'at': happened_at, 'id': activity_id})
            as is_added_at_date_only,
        min(happened_at) filter (where has_responded) as first_responded_at,
        min(happened_at) as added_at
    from changes
    group by source_system, campaign_id, person_record_id
),

members as (
    select * from {{ ref('stg_marketo__program_members') }}
),

joined as (
    select
        coalesce(members.source_system, summarised.source_system) as source_system,
        coalesce(members.campaign_id, summarised.campaign_id) as campaign_id,
        coalesce(members.person_record_id, summarised.person_record_id) as person_record_id,
        coalesce(members.member_status, summarised.member_status) as member_status,
        coalesce(members.has_responded, summarised.has_responded) as has_responded,
        case
            when members.first_responded_at is not null
                then members.is_first_responded_at_date_only
            else summarised.is_first_responded_at_date_only
        end as is_first_responded_at_date_only,
        case
            when members.added_at is not null then members.is_added_at_date_only
            else summarised.is_added_at_date_only
        end as is_added_at_date_only,
        coalesce(members.first_responded_at, summarised.first_responded_at) as first_responded_at,
        coalesce(members.added_at, summarised.added_at) as added_at
    from members
    full join summarised
        on
            members.campaign_id = summarised.campaign_id
            and members.person_record_id = summarised.person_record_id
),

conformed as (
    select
        campaign_id || ':' || substr(person_record_id, length(source_system) + 2)
            as campaign_member_id,
        *
    from joined
)

select * from conformed
