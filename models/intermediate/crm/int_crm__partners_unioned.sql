-- One row per partner of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__partners',
    ]) }}
),

listed as (
    select
        partner_id,
        source_system,
        account_id,
        native_campaign_id,
        partner_name,
        partner_type,
        commission_rate,
        started_on,
        ended_on
    from unioned
)

select * from listed
