-- One row per HubSpot campaign; an e-mail campaign below the marketing campaign of its e-mail.
with

campaigns as (
    select * from {{ ref('stg_hubspot__campaigns') }}
),

marketing_emails as (
    select * from {{ ref('stg_hubspot__marketing_emails') }}
    where campaign_id is not null
),

emails_listed as (
    {%- for listed in ['primary_email_campaign_id', 'all_email_campaign_ids'] %}
    select
        source_system || '|' || unnest(
            regexp_extract_all({{ listed }}, '(?:^\s*"?|[\[;,]\s*"?)(\d+)', 1)
        ) as campaign_id,
        campaign_id as parent_campaign_id
    from marketing_emails
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

parents as (
    select
        campaign_id,
        min(parent_campaign_id) as parent_campaign_id
    from emails_listed
    group by campaign_id
),

conformed as (
    select
        campaigns.campaign_id,
        campaigns.source_system,
        parents.parent_campaign_id,
        coalesce(campaigns.campaign_name, campaigns.email_subject) as campaign_name,
        campaigns.campaign_type,
        campaigns.campaign_status,
        campaigns.currency_code,
        campaigns.actual_cost,
        campaigns.budgeted_cost,
        campaigns.started_on,
        campaigns.ended_on,
        campaigns.created_at
    from campaigns
    left join parents on campaigns.campaign_id = parents.campaign_id
)

select * from conformed
