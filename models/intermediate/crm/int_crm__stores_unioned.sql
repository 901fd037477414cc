-- One row per store of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__stores',
    ]) }}
),

listed as (
    select
        store_id,
        source_system,
        store_name,
        store_type,
        region,
        country_code,
        geo_id,
        opened_on,
        closed_on
    from unioned
)

select * from listed
