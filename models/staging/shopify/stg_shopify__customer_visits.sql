-- One row per visit of a customer.
with

export_rows as (
    select * from {{ source('shopify', 'customer_visit') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as visit_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        occurred_at,
        occurred_at_is_date_only as is_occurred_at_date_only,
        landing_page,
        referrer_url as referrer,
        source as shopify_source,
        utm_source as source,
        utm_medium as medium,
        utm_campaign as campaign_name,
        utm_term as term,
        utm_content as content,
        file_name,
        row_number
    from export_rows
)

select * from renamed
