-- One row per HubSpot contact and first or latest visit that HubSpot dates, as a touchpoint.
{# HubSpot has judged these visits itself; only Other Campaigns needs our rules, by the source and
    medium in its second detail. An offline source is no visit: an import, a form of sales. -#}
with

contacts as (
    select * from {{ ref('stg_hubspot__contacts') }}
),

visits as (
    select
        source_system,
        person_record_id,
        'first_visit' as visit,
        upper(replace(original_source, ' ', '_')) as hubspot_source,
        original_source_detail_1 as detail_1,
        original_source_detail_2 as detail_2,
        first_page as landing_page,
        first_referrer as referrer,
        case
            when first_visit_at is null then is_first_seen_at_date_only
            else is_first_visit_at_date_only
        end as is_touched_at_date_only,
        coalesce(first_visit_at, first_seen_at) as touched_at
    from contacts
    union all
    select
        source_system,
        person_record_id,
        'latest_visit' as visit,
        upper(replace(latest_source, ' ', '_')) as hubspot_source,
        latest_source_detail_1 as detail_1,
        latest_source_detail_2 as detail_2,
        null as landing_page,
        null as referrer,
        is_latest_seen_at_date_only as is_touched_at_date_only,
        latest_seen_at as touched_at
    from contacts
    -- The only visit of a contact is its first and its latest.
    where coalesce(first_visit_at, first_seen_at) is distinct from latest_seen_at
),

chosen as (
    select
        source_system || '|' || visit
        || substr(person_record_id, length(source_system) + 1) as touchpoint_id,
        source_system,
        person_record_id,
        'web_visit' as touchpoint_type,
        case hubspot_source
            when 'ORGANIC_SEARCH' then 'Organic Search'
            when 'PAID_SEARCH' then 'Paid Search'
            when 'EMAIL_MARKETING' then 'Email'
            when 'SOCIAL_MEDIA' then 'Organic Social'
            when 'ORGANIC_SOCIAL' then 'Organic Social'
            when 'PAID_SOCIAL' then 'Paid Social'
            when 'REFERRALS' then 'Referral'
            when 'DIRECT_TRAFFIC' then 'Direct'
            when 'AI_REFERRALS' then 'AI Assistant'
        end as channel,
        case
            when hubspot_source = 'OTHER_CAMPAIGNS'
                then nullif(trim(split_part(detail_2, '/', 1)), '')
            when hubspot_source in ('SOCIAL_MEDIA', 'ORGANIC_SOCIAL', 'PAID_SOCIAL', 'REFERRALS')
                then lower(detail_1)
        end as source,
        case
            when hubspot_source = 'OTHER_CAMPAIGNS'
                then nullif(trim(split_part(detail_2, '/', 2)), '')
        end as medium,
        case
            when hubspot_source in ('PAID_SEARCH', 'OTHER_CAMPAIGNS')
                -- What HubSpot writes where Google hides the campaign.
                then nullif(detail_1, 'Auto-tagged PPC')
            when hubspot_source = 'PAID_SOCIAL' then detail_2
        end as utm_campaign,
        landing_page,
        referrer,
        is_touched_at_date_only,
        touched_at
    from visits
    where
        touched_at is not null
        and hubspot_source not in ('OFFLINE', 'OFFLINE_SOURCES')
)

select * from chosen
