-- One row per campaign of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__campaigns',
        'stg_salesforce__campaigns',
        'int_hubspot__campaigns_conformed',
        'int_zoho__campaigns_conformed',
        'int_google_ads__campaigns_conformed',
        'int_facebook_ads__campaigns_conformed',
        'int_linkedin_ads__campaigns_conformed',
        'int_microsoft_ads__campaigns_conformed',
        'int_twitter_ads__campaigns_conformed',
        'int_fxiaoke__campaigns_conformed',
        'int_dynamics__campaigns_conformed',
        'int_marketo__campaigns_conformed',
        'stg_pardot__campaigns',
        'int_klaviyo__campaigns_conformed',
        'int_mailchimp__campaigns_conformed',
        'int_iterable__campaigns_conformed',
    ]) }}
),

listed as (
    select
        campaign_id,
        source_system,
        parent_campaign_id,
        campaign_name,
        campaign_type,
        campaign_status,
        channel,
        currency_code,
        actual_cost,
        budgeted_cost,
        started_on,
        ended_on,
        created_at
    from unioned
)

select * from listed
