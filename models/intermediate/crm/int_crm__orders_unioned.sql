-- One row per order of any source system, cancelled ones included.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__orders',
        'int_salesforce__orders_conformed',
        'int_zoho__orders_conformed',
        'int_fxiaoke__orders_conformed',
        'int_shopify__orders_conformed',
    ]) }}
),

-- An export without totals has lines.
line_totals as (
    select
        order_id,
        cast(sum(line_amount) as decimal(28, 10)) as order_amount
    from {{ ref('int_crm__order_lines_unioned') }}
    group by order_id
),

listed as (
    select
        unioned.order_id,
        unioned.source_system,
        unioned.person_record_id,
        unioned.account_id,
        unioned.opportunity_id,
        unioned.email_hash,
        unioned.order_status,
        unioned.store_id,
        unioned.native_campaign_id,
        unioned.coupon_code,
        unioned.currency_code,
        coalesce(unioned.order_amount, line_totals.order_amount) as order_amount,
        unioned.discount_amount,
        coalesce(
            unioned.is_cancelled,
            regexp_matches(lower(unioned.order_status), '^(cancel|void)'),
            false
        ) as is_cancelled,
        unioned.ordered_at
    from unioned
    left join line_totals on unioned.order_id = line_totals.order_id
)

select * from listed
