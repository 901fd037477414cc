-- One row per campaign member of any source system, dated by when its status was reached.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'int_neutral__campaign_members_conformed',
        'int_salesforce__campaign_members_conformed',
        'int_zoho__campaign_members_conformed',
        'int_fxiaoke__campaign_members_conformed',
        'int_dynamics__campaign_members_conformed',
        'int_marketo__campaign_members_conformed',
    ]) }}
),

listed as (
    select
        campaign_member_id,
        source_system,
        campaign_id,
        person_record_id,
        member_status,
        has_responded,
        is_first_responded_at_date_only,
        is_added_at_date_only,
        first_responded_at,
        added_at
    from unioned
)

select * from listed
