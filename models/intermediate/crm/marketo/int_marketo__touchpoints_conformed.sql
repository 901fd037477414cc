-- One row per Marketo touchpoint: e-mails, forms and visits.
with

smart_campaigns as (
    select
        source_system,
        smart_campaign_id,
        native_campaign_id
    from {{ ref('int_marketo__smart_campaigns_placed') }}
),

chosen as (
    select * from {{ ref('int_marketo__activities_stacked') }}
    where
        -- Robots are no audience, and a mail that was skipped went nowhere.
        (activity_type_id in ('10', '11') and not coalesce(is_filtered, false))
        or (activity_type_id = '6' and coalesce(lower(action_result), 'succeeded') = 'succeeded')
        or activity_type_id = '2'
    union all
    select * from {{ ref('int_marketo__visits_begun') }}
),

-- Marketo keeps what followed the question mark apart, in some exports without it.
addressed as (
    select
        *,
        coalesce('?' || ltrim(query_parameters, '?'), page_url) as query
    from chosen
),

conformed as (
    select
        addressed.activity_id as touchpoint_id,
        addressed.source_system,
        addressed.person_record_id,
        coalesce(
            smart_campaigns.native_campaign_id,
            'smart_campaign:' || addressed.smart_campaign_id
        ) as native_campaign_id,
        case addressed.activity_type_id
            when '1' then 'web_visit'
            when '2' then 'form_submission'
            when '6' then 'email_sent'
            when '10' then 'email_open'
            when '11' then 'email_click'
        end as touchpoint_type,
        {%- for part, column_name in [
            ('source', 'source'), ('medium', 'medium'), ('campaign', 'campaign_name'),
            ('term', 'term'),
        ] %}
        {{ crm_attribution.url_parameter('addressed.query', 'utm_' ~ part) }} as {{ column_name }},
        {%- endfor %}
        coalesce(
            {{ crm_attribution.url_parameter('addressed.query', 'utm_content') }},
            case when addressed.activity_type_id = '2' then addressed.asset_name end
        ) as content,
        coalesce(addressed.page_url, addressed.url) as landing_page,
        addressed.referrer,
        nullif(
            regexp_extract(addressed.query, '[?&](?:gclid|fbclid|msclkid)=([^&#]*)', 1), ''
        ) as click_id,
        nullif(
            regexp_extract(addressed.query, '[?&](gclid|fbclid|msclkid)=[^&#]', 1), ''
        ) as click_id_type,
        addressed.is_happened_at_date_only as is_touched_at_date_only,
        addressed.happened_at as touched_at
    from addressed
    left join smart_campaigns
        on
            addressed.source_system = smart_campaigns.source_system
            and addressed.smart_campaign_id = smart_campaigns.smart_campaign_id
)

select * from conformed
