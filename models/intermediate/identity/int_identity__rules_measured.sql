-- One row per rule of the seed identity_rules: what it joined and what it set aside.
with

rules as (
    select * from {{ ref('identity_rules') }}
),

keys as (
    select
        rule_order,
        count(distinct key_id) as key_count
    from {{ ref('int_identity__person_keys_listed') }}
    group by rule_order
),

joined as (
    select
        identity_rule,
        count(*) filter (node_type not in ('email', 'cookie_id', 'click_id')) as record_count,
        count(*) filter (node_type = 'email') as address_count,
        count(*) filter (node_type in ('cookie_id', 'click_id')) as visitor_count
    from {{ ref('int_identity__persons_resolved') }}
    group by identity_rule
),

set_aside as (
    select
        rule_order,
        count(*) filter (reason = 'shared') as shared_key_count,
        count(*) filter (reason = 'conflicting') as conflicting_key_count,
        count(*) filter (reason = 'too_large') as too_large_key_count
    from {{ ref('int_identity__shared_keys_listed') }}
    group by rule_order
),

measured as (
    select
        rules.rule_order,
        rules.key_type,
        rules.is_enabled,
        rules.confidence,
        coalesce(keys.key_count, 0) as key_count,
        coalesce(joined.record_count, 0) as joined_record_count,
        coalesce(joined.address_count, 0) as joined_address_count,
        coalesce(joined.visitor_count, 0) as joined_visitor_count,
        coalesce(set_aside.shared_key_count, 0) as shared_key_count,
        coalesce(set_aside.conflicting_key_count, 0) as conflicting_key_count,
        coalesce(set_aside.too_large_key_count, 0) as too_large_key_count
    from rules
    left join keys on rules.rule_order = keys.rule_order
    left join joined on rules.key_type = joined.identity_rule
    left join set_aside on rules.rule_order = set_aside.rule_order
)

select * from measured
