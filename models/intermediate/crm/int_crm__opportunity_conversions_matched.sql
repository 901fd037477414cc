-- One row per exported conversion that says an opportunity was created or won, where the
-- opportunity is exported, too.
{# A table: few rows, that every reader of the opportunities would look for again. -#}
{{ config(materialized='table') }}
with

conversions as (
    select * from {{ ref('int_crm__conversions_unioned') }}
    where conversion_type in ('opportunity_created', 'opportunity_won')
),

opportunities as (
    select opportunity_id from {{ ref('int_crm__opportunities_stacked') }}
),

-- A conversion that names no opportunity may have its id.
matched as (
    select
        conversions.native_conversion_id,
        conversions.conversion_type,
        opportunities.opportunity_id,
        conversions.person_record_id,
        conversions.account_id,
        conversions.currency_code,
        conversions.conversion_value,
        conversions.converted_at
    from conversions
    inner join opportunities
        on
            coalesce(conversions.opportunity_id, conversions.native_conversion_id)
            = opportunities.opportunity_id
)

select * from matched
