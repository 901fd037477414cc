-- One row per identity rule.
with

measured as (
    select * from {{ ref('int_identity__rules_measured') }}
),

published as (
    select
        key_type as identity_rule,
        rule_order,
        confidence,
        key_count,
        joined_record_count,
        joined_address_count,
        joined_visitor_count,
        shared_key_count,
        conflicting_key_count,
        too_large_key_count,
        (shared_key_count + conflicting_key_count + too_large_key_count)
        / nullif(cast(key_count as double), 0) as set_aside_rate,
        is_enabled
    from measured
)

select * from published
