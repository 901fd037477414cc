-- One row per Fxiaoke behaviour record (行为记录) whose kind is known.
with

records as (
    select * from {{ ref('stg_fxiaoke__behavior_records') }}
    where not is_void
),

members as (
    select
        campaign_member_id,
        any_value(campaign_id) as campaign_id,
        any_value(person_record_id) as person_record_id
    from {{ ref('int_names__memberships_resolved') }}
    group by campaign_member_id
),

matched as (
    select
        records.touchpoint_id,
        records.source_system,
        coalesce(
            records.person_record_id, members.person_record_id, persons.person_record_id
        ) as person_record_id,
        coalesce(records.account_id, accounts.record_id) as account_id,
        coalesce(records.campaign_id, campaigns.record_id, members.campaign_id) as campaign_id,
        records.email_hash,
        types.meaning as touchpoint_type,
        records.medium,
        records.content,
        records.landing_page,
        records.is_touched_at_date_only,
        records.touched_at
    from records
    left join members on records.campaign_member_id = members.campaign_member_id
    {{ crm_attribution.named_record('accounts', 'records', 'account', 'account_name') }}
    {{ crm_attribution.named_record('campaigns', 'records', 'campaign', 'campaign_name') }}
    {{ crm_attribution.named_person('persons', 'records', 'full_name_hash') }}
    {{ crm_attribution.fxiaoke_option(
        'types', 'records', 'BehaviorRecordObj', 'action_type', 'action_type'
    ) }}
    where types.meaning is not null
),

conformed as (
    select
        touchpoint_id,
        source_system,
        person_record_id,
        account_id,
        substr(campaign_id, length(source_system) + 2) as native_campaign_id,
        email_hash,
        touchpoint_type,
        medium,
        content,
        landing_page,
        touchpoint_type <> 'email_sent' as has_responded,
        is_touched_at_date_only,
        touched_at
    from matched
)

select * from conformed
