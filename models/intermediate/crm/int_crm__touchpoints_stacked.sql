-- One row per touchpoint of any source system that is neither campaign member nor sales activity.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__touchpoints',
        'int_neutral__touchpoints_conformed',
        'int_hubspot__touchpoints_conformed',
        'int_fxiaoke__touchpoints_conformed',
        'int_dynamics__touchpoints_conformed',
        'int_shopify__touchpoints_conformed',
        'int_marketo__touchpoints_conformed',
        'int_pardot__touchpoints_conformed',
        'int_klaviyo__touchpoints_conformed',
        'int_mailchimp__touchpoints_conformed',
        'int_iterable__touchpoints_conformed',
    ]) }}
),

listed as (
    select
        touchpoint_id,
        source_system,
        person_record_id,
        account_id,
        opportunity_id,
        native_campaign_id,
        email_hash,
        cookie_id,
        touchpoint_type,
        channel,
        source,
        medium,
        campaign_name,
        term,
        content,
        landing_page,
        referrer,
        click_id,
        click_id_type,
        is_online,
        has_responded,
        is_touched_at_date_only,
        touched_at
    from unioned
)

select * from listed
