-- Every opportunity is one subject of fct_funnel_stage_changes, and every lead that was not merged,
-- be it a record or told of by its creation alone, is part of one. Mirror:
-- assert_funnel_has_only_leads_opportunities_and_buyers.
with

changes as (
    select * from {{ ref('fct_funnel_stage_changes') }}
),

subjects as (
    select 'opportunity|' || opportunity_id as subject_id
    from {{ ref('int_crm__opportunities_unioned') }}
    union all
    select matched.subject_id
    from {{ ref('int_crm__person_records_unioned') }} as records
    left join {{ ref('int_funnel__leads_matched') }} as matched
        on records.person_record_id = matched.person_record_id
    where records.record_type = 'lead' and records.merged_into_record_id is null
    union all
    select matched.subject_id
    from {{ ref('int_crm__conversions_unioned') }} as creations
    left join {{ ref('int_crm__person_records_unioned') }} as records
        on creations.person_record_id = records.person_record_id
    left join {{ ref('int_funnel__leads_matched') }} as matched
        on
            coalesce(
                creations.person_record_id, 'lead_created|' || creations.native_conversion_id
            ) = matched.person_record_id
    where creations.conversion_type = 'lead_created' and records.merged_into_record_id is null
)

select subjects.subject_id from subjects
left join changes on subjects.subject_id = changes.subject_id
where changes.subject_id is null
