-- One row per mail that Mailchimp sent, or that a person opened or clicked.
with

campaigns as (
    select
        campaign_id,
        sent_at
    from {{ ref('stg_mailchimp__campaigns') }}
),

automation_emails as (
    select
        source_system,
        automation_email_id,
        native_campaign_id,
        content
    from {{ ref('stg_mailchimp__automation_emails') }}
),

campaign_recipients as (
    select
        *,
        {{ crm_attribution.system_key('source_system', 'native_campaign_id') }} as campaign_id
    from {{ ref('stg_mailchimp__campaign_recipients') }}
),

-- Everybody is sent a campaign when it is sent; when an automation's mail was sent, nothing tells.
sent as (
    select
        recipients.source_system,
        'campaign_sent' as kind,
        recipients.file_name,
        recipients.row_number,
        recipients.person_record_id,
        recipients.native_campaign_id,
        'email_sent' as touchpoint_type,
        campaigns.sent_at as touched_at
    from campaign_recipients as recipients
    left join campaigns on recipients.campaign_id = campaigns.campaign_id
    union all by name
    select
        recipients.source_system,
        'automation_sent' as kind,
        recipients.file_name,
        recipients.row_number,
        recipients.person_record_id,
        emails.native_campaign_id,
        emails.content,
        'email_sent' as touchpoint_type
    from {{ ref('stg_mailchimp__automation_recipients') }} as recipients
    left join automation_emails as emails
        on
            recipients.source_system = emails.source_system
            and recipients.automation_email_id = emails.automation_email_id
),

activities as (
    select
        'campaign_activity' as kind,
        *
    from {{ ref('stg_mailchimp__campaign_activities') }}
    union all by name
    select
        'automation_activity' as kind,
        activities.source_system,
        activities.person_record_id,
        activities.action,
        activities.landing_page,
        activities.touched_at,
        activities.is_touched_at_date_only,
        activities.file_name,
        activities.row_number,
        emails.native_campaign_id,
        emails.content
    from {{ ref('stg_mailchimp__automation_activities') }} as activities
    left join automation_emails as emails
        on
            activities.source_system = emails.source_system
            and activities.automation_email_id = emails.automation_email_id
),

done as (
    select
        * exclude (action),
        'email_' || action as touchpoint_type
    from activities
    where action in ('open', 'click')
),

unioned as (
    select * from sent
    union all by name
    select * from done
),

-- Neither recipients nor activities have an id.
conformed as (
    select
        source_system || '|' || kind || '|' || file_name || ':' || row_number as touchpoint_id,
        source_system,
        person_record_id,
        native_campaign_id,
        touchpoint_type,
        content,
        landing_page,
        coalesce(is_touched_at_date_only, false) as is_touched_at_date_only,
        touched_at
    from unioned
)

select * from conformed
