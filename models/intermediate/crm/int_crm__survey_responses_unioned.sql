-- One row per answer to a question of a survey of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__survey_responses',
    ]) }}
),

listed as (
    select
        survey_answer_id,
        source_system,
        survey_response_id,
        survey_id,
        person_record_id,
        email_hash,
        account_id,
        order_id,
        native_campaign_id,
        survey_name,
        question_id,
        question,
        question_type,
        answer,
        score,
        is_responded_at_date_only,
        responded_at,
        case
            when lower(question_type) <> 'nps' or question_type is null then null
            when score between 9 and 10 then 'promoter'
            when score between 7 and 8 then 'passive'
            when score between 0 and 6 then 'detractor'
        end as nps_group
    from unioned
)

select * from listed
