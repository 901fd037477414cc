-- One row per conversion of any kind, in its own currency.
{# A view: int_journeys__conversions_rated alone reads it, and writes what it reads. -#}
{{ config(materialized='view') }}
with

leads as (
    select * from {{ ref('int_crm__person_records_unioned') }}
    where record_type = 'lead'
),

opportunities as (
    select * from {{ ref('int_journeys__opportunities_dated') }}
),

persons as (
    select
        resolved.node_id,
        resolved.person_id,
        described.account_id
    from {{ ref('int_identity__persons_resolved') }} as resolved
    inner join {{ ref('int_identity__persons_described') }} as described
        on resolved.person_id = described.person_id
),

-- A merged lead is not a second lead: its master stands for both.
lead_created as (
    select
        'lead_created|' || person_record_id as conversion_id,
        'lead_created' as conversion_type,
        source_system,
        person_record_id as node_id,
        case when created_at is not null then 'created_at' else 'undated' end as converted_at_basis,
        created_at as converted_at
    from leads
    where merged_into_record_id is null
),

opportunity_created as (
    select
        'opportunity_created|' || opportunity_id as conversion_id,
        'opportunity_created' as conversion_type,
        source_system,
        node_id,
        account_id,
        opportunity_id,
        currency_code,
        amount as original_value,
        opened_at_basis as converted_at_basis,
        opened_at as converted_at,
        opened_at as opportunity_created_at
    from opportunities
),

opportunity_won as (
    select
        'opportunity_won|' || opportunity_id as conversion_id,
        'opportunity_won' as conversion_type,
        source_system,
        node_id,
        account_id,
        opportunity_id,
        currency_code,
        amount as original_value,
        case when closed_at is not null then 'closed_at' else 'undated' end as converted_at_basis,
        closed_at as converted_at,
        opened_at as opportunity_created_at
    from opportunities
    where is_won
),

exported as (
    select
        conversions.conversion_type || '|' || conversions.native_conversion_id as conversion_id,
        conversions.conversion_type,
        conversions.source_system,
        coalesce(
            conversions.person_record_id,
            '(email)|' || conversions.email_hash,
            opportunities.node_id
        ) as node_id,
        coalesce(conversions.account_id, opportunities.account_id) as account_id,
        conversions.opportunity_id,
        conversions.currency_code,
        case
            when opportunities.is_won or conversions.order_id is null
                then 'opportunity_won|' || conversions.opportunity_id
            else 'order|' || conversions.order_id
        end as named_conversion_id,
        'payment|' || conversions.payment_id as named_payment_id,
        conversions.conversion_value as original_value,
        coalesce(opportunities.is_won, false) as is_of_won_opportunity,
        coalesce(
            conversions.is_order_cancelled,
            conversions.order_id is null and not opportunities.is_won
        ) as is_named_unbooked,
        coalesce(conversions.order_id, conversions.payment_id, conversions.opportunity_id)
        is not null as is_settlement_named,
        'exported' as converted_at_basis,
        conversions.converted_at,
        opportunities.opened_at as opportunity_created_at
    from {{ ref('int_crm__conversions_unioned') }} as conversions
    -- A deal is created and won once, also where an export tells of it twice.
    anti join {{ ref('int_crm__opportunity_conversions_repeated') }} as repeated
        on
            conversions.conversion_type = repeated.conversion_type
            and conversions.native_conversion_id = repeated.native_conversion_id
    left join opportunities on conversions.opportunity_id = opportunities.opportunity_id
),

unioned as (
    select * from exported
    union all by name
    select * from lead_created
    union all by name
    select * from opportunity_created
    union all by name
    select * from opportunity_won
    {% if var('attribute_funnel_stages') -%}
    union all by name
    select * from {{ ref('int_funnel__conversions_listed') }}
    {% endif -%}
),

completed as (
    select
        unioned.conversion_id,
        unioned.conversion_type,
        unioned.source_system,
        persons.person_id,
        coalesce(unioned.account_id, persons.account_id) as account_id,
        unioned.opportunity_id,
        {{ crm_attribution.known_currency_code('unioned.currency_code') }}
            as original_currency_code,
        unioned.original_value,
        unioned.named_conversion_id,
        unioned.named_payment_id,
        unioned.is_settlement_named,
        unioned.is_of_won_opportunity,
        unioned.is_named_unbooked,
        unioned.converted_at_basis,
        unioned.converted_at,
        unioned.opportunity_created_at
    from unioned
    left join persons on unioned.node_id = persons.node_id
)

select * from completed
