-- One row per neutral answer to a survey.
with

export_rows as (
    select * from {{ source('neutral', 'survey_responses') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(
            survey_response_id || '|' || question_id,
            file_name || ':' || row_number
        ) as survey_answer_id,
        source_system
        || '|'
        || coalesce(survey_response_id, file_name || ':' || row_number) as survey_response_id,
        {{ crm_attribution.system_key('source_system', 'survey_id') }} as survey_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        email as email_hash,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        campaign_id as native_campaign_id,
        survey_name,
        question_id,
        question,
        question_type,
        answer,
        score,
        responded_at_is_date_only as is_responded_at_date_only,
        responded_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
