-- One row per node that can be looked up and person it is, at any time or for a time.
with

seen as (
    select
        node_id,
        first_seen_at,
        last_seen_at
    from {{ ref('int_identity__person_nodes_listed') }}
),

rules as (
    select
        key_type,
        confidence
    from {{ ref('identity_rules') }}
),

lasting as (
    select
        resolved.node_id,
        resolved.person_id,
        resolved.node_type,
        resolved.identity_rule,
        resolved.confidence,
        seen.first_seen_at as valid_from,
        seen.last_seen_at as valid_to
    from {{ ref('int_identity__persons_resolved') }} as resolved
    inner join seen on resolved.node_id = seen.node_id
),

for_a_time as (
    select
        periods.cookie_node_id as node_id,
        periods.person_id,
        'cookie_id' as node_type,
        rules.key_type as identity_rule,
        rules.confidence,
        greatest(seen.first_seen_at, periods.valid_from) as valid_from,
        least(seen.last_seen_at, periods.valid_to) as valid_to
    from {{ ref('int_identity__cookie_periods_listed') }} as periods
    inner join seen on periods.cookie_node_id = seen.node_id
    inner join rules on rules.key_type = 'cookie_id'
),

unioned as (
    select * from lasting
    union all
    select * from for_a_time
)

select * from unioned
