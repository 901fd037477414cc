-- One row per purchase without an opportunity whose buyer is known: the subject that made it.
with

leads as (
    select
        subject_id,
        person_id,
        min(created_at) as created_at
    from {{ ref('int_funnel__leads_matched') }}
    where opportunity_id is null and person_id is not null
    group by subject_id, person_id
),

persons as (
    select
        node_id,
        person_id
    from {{ ref('int_identity__persons_resolved') }}
),

customer_types as (
    select conversion_type from {{ ref('conversion_types') }}
    where funnel_stage = 'customer'
),

purchases as (
    select
        conversions.conversion_type,
        conversions.native_conversion_id,
        conversions.source_system,
        persons.person_id,
        conversions.account_id,
        conversions.converted_at
    from {{ ref('int_crm__conversions_unioned') }} as conversions
    semi join customer_types on conversions.conversion_type = customer_types.conversion_type
    left join persons
        on
            coalesce(conversions.person_record_id, '(email)|' || conversions.email_hash)
            = persons.node_id
    anti join {{ ref('int_crm__opportunity_conversions_repeated') }} as repeated
        on
            conversions.conversion_type = repeated.conversion_type
            and conversions.native_conversion_id = repeated.native_conversion_id
    where conversions.opportunity_id is null
),

-- People and accounts of an opportunity came in by it, and are not customers a second time.
unopened as (
    select purchases.* from purchases
    anti join {{ ref('int_funnel__opportunity_people_listed') }} as opportunity_people
        on purchases.person_id = opportunity_people.person_id
    anti join {{ ref('int_journeys__opportunities_dated') }} as opportunities
        on purchases.person_id is null and purchases.account_id = opportunities.account_id
    where coalesce(purchases.person_id, purchases.account_id) is not null
),

assigned as (
    select
        coalesce(
            leads.subject_id,
            'customer|' || coalesce(unopened.person_id, unopened.account_id)
        ) as subject_id,
        unopened.*
    from unopened
    left join leads on unopened.person_id = leads.person_id
    -- What a lead bought before it was one did not come of it.
    where leads.created_at is null or unopened.converted_at >= leads.created_at
)

select * from assigned
