-- One row per form sent to HubSpot, as a touchpoint with the UTM values of its page.
with

submissions as (
    select * from {{ ref('stg_hubspot__form_submissions') }}
),

forms as (
    select
        source_system,
        form_id,
        form_name
    from {{ ref('stg_hubspot__forms') }}
),

chosen as (
    select
        submissions.submission_id as touchpoint_id,
        submissions.source_system,
        submissions.person_record_id,
        submissions.email_hash,
        'form_submission' as touchpoint_type,
        {%- for part in ['source', 'medium', 'campaign', 'term', 'content'] %}
        {{ crm_attribution.url_parameter('submissions.page_url', 'utm_' ~ part) }}
            as {{ 'utm_' if part in ('campaign', 'content') else '' }}{{ part }},
        {%- endfor %}
        nullif(
            regexp_extract(submissions.page_url, '[?&](?:gclid|fbclid|msclkid)=([^&#]*)', 1), ''
        ) as click_id,
        nullif(
            regexp_extract(submissions.page_url, '[?&](gclid|fbclid|msclkid)=[^&#]', 1), ''
        ) as click_id_type,
        coalesce(forms.form_name, submissions.page_title) as form_name,
        submissions.page_url as landing_page,
        submissions.is_submitted_at_date_only as is_touched_at_date_only,
        submissions.submitted_at as touched_at
    from submissions
    left join forms
        on
            submissions.source_system = forms.source_system
            and submissions.form_id = forms.form_id
)

select * from chosen
