{#- Attribution models and conversions whose credits do not add up: credit to exactly 1, attributed
    revenue to exactly the conversion's value. A conversion that an attribution model leaves out, a
    conversion that does not exist and a total that is null fail, too.
    Arguments: model (attribution_model, conversion_id, credit, attributed_revenue), conversions
    (relation with one row per conversion: conversion_id, conversion_value).
    Example: on fct_attribution_credits, credits_reconcile with
    conversions: ref('fct_journeys'). -#}
{% test credits_reconcile(model, conversions) %}

with

credited as (
    select
        attribution_model,
        conversion_id,
        sum(credit) as credit,
        sum(attributed_revenue) as attributed_revenue,
        count(*) filter (where credit is null or attributed_revenue is null) as null_count
    from {{ model }}
    group by attribution_model, conversion_id
),

-- Without conversions there is nothing to credit; with conversions and no credits at all there is
-- no attribution model to name, and each conversion fails under none.
attribution_models as (
    select distinct attribution_model from credited
    union all
    select cast(null as varchar) as attribution_model
    where not exists (select 1 from credited)
),

expected as (
    select
        attribution_models.attribution_model,
        conversions.conversion_id,
        conversions.conversion_value
    from attribution_models
    cross join {{ conversions }} as conversions
)

select
    coalesce(expected.attribution_model, credited.attribution_model) as attribution_model,
    coalesce(expected.conversion_id, credited.conversion_id) as conversion_id,
    credited.credit,
    credited.attributed_revenue,
    expected.conversion_value
from expected
full outer join credited
    on
        expected.attribution_model = credited.attribution_model
        and expected.conversion_id = credited.conversion_id
where
    expected.conversion_id is null
    or credited.conversion_id is null
    or credited.null_count > 0
    or credited.credit is distinct from 1
    or credited.attributed_revenue is distinct from expected.conversion_value

{% endtest %}
