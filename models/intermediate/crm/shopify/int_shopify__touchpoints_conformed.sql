-- One row per visit of a Shopify shop that led to an order.
with

orders as (
    select * from {{ ref('stg_shopify__orders') }}
    where not coalesce(is_test, false)
),

test_orders as (
    select order_id
    from {{ ref('stg_shopify__orders') }}
    where is_test
),

visits as (
    select visits.* from {{ ref('stg_shopify__customer_visits') }} as visits
    anti join test_orders on visits.order_id = test_orders.order_id
),

-- Shopify's own word for a source stands in where neither a tag nor a referrer tells.
visited as (
    select
        visits.visit_id as touchpoint_id,
        visits.source_system,
        orders.person_record_id,
        orders.email_hash,
        visits.campaign_name as native_campaign_id,
        case
            when visits.source is not null or visits.medium is not null then visits.source
            when visits.referrer is not null then null
            when lower(visits.shopify_source) = 'direct' then '(direct)'
            else nullif(lower(visits.shopify_source), 'an unknown source')
        end as source,
        visits.medium,
        visits.campaign_name,
        visits.term,
        visits.content,
        visits.landing_page,
        visits.referrer,
        visits.is_occurred_at_date_only as is_touched_at_date_only,
        visits.occurred_at as touched_at
    from visits
    left join orders on visits.order_id = orders.order_id
),

url_tags as (
    select
        order_id,
        max(value) filter (parameter = 'utm_source') as utm_source,
        max(value) filter (parameter = 'utm_medium') as utm_medium,
        max(value) filter (parameter = 'utm_campaign') as utm_campaign,
        max(value) filter (parameter = 'utm_term') as utm_term,
        max(value) filter (parameter = 'utm_content') as utm_content
    from {{ ref('stg_shopify__order_url_tags') }}
    group by order_id
),

-- Without visits, the order itself tells where its last visit came from, though not when: it counts
-- at the moment of the order.
ordered as (
    select
        orders.source_system
        || '|order_visit'
        || substr(orders.order_id, length(orders.source_system) + 1) as touchpoint_id,
        orders.source_system,
        orders.person_record_id,
        orders.email_hash,
        coalesce(
            url_tags.utm_source,
            {{ crm_attribution.url_parameter('orders.landing_page', 'utm_source') }}
        ) as source,
        coalesce(
            url_tags.utm_medium,
            {{ crm_attribution.url_parameter('orders.landing_page', 'utm_medium') }}
        ) as medium,
        coalesce(
            url_tags.utm_campaign,
            {{ crm_attribution.url_parameter('orders.landing_page', 'utm_campaign') }}
        ) as campaign_name,
        coalesce(
            url_tags.utm_term,
            {{ crm_attribution.url_parameter('orders.landing_page', 'utm_term') }}
        ) as term,
        coalesce(
            url_tags.utm_content,
            {{ crm_attribution.url_parameter('orders.landing_page', 'utm_content') }}
        ) as content,
        orders.landing_page,
        orders.referrer,
        false as is_touched_at_date_only,
        orders.ordered_at as touched_at
    from orders
    left join url_tags on orders.order_id = url_tags.order_id
    anti join visits on orders.order_id = visits.order_id
    where
        coalesce(
            orders.landing_page, orders.referrer, url_tags.utm_source, url_tags.utm_medium,
            url_tags.utm_campaign
        ) is not null
),

unioned as (
    select * from visited
    union all by name
    select
        *,
        campaign_name as native_campaign_id
    from ordered
),

conformed as (
    select
        *,
        'web_visit' as touchpoint_type,
        true as is_online
    from unioned
)

select * from conformed
