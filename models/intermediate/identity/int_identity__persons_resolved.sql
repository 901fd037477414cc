-- One row per node of the identity graph that can be looked up, with the person it is.
with

nodes as (
    select
        numbered.node_number,
        listed.node_id,
        listed.node_type
    from {{ ref('int_identity__person_nodes_listed') }} as listed
    inner join {{ ref('int_identity__person_nodes_numbered') }} as numbered
        on listed.node_id = numbered.node_id
    where listed.node_type <> 'key'
),

clusters as (
    select * from {{ ref('int_identity__person_nodes_clustered') }}
),

rules as (
    select
        rule_order,
        key_type,
        confidence
    from {{ ref('identity_rules') }}
),

-- A browser or a click that several people used is nobody's; some browsers have a holder at a time
-- (int_identity__cookie_periods_listed).
set_aside as (
    select key_id as node_id from {{ ref('int_identity__shared_keys_listed') }}
    where key_type in ('cookie_id', 'click_id')
    union
    select person_keys.node_id
    from {{ ref('int_identity__person_keys_listed') }} as person_keys
    semi join {{ ref('int_identity__shared_keys_listed') }} as shared_keys
        on person_keys.key_id = shared_keys.key_id
    where person_keys.key_type = 'cookie_id' and starts_with(person_keys.node_id, '(cookie_id)|')
),

resolved as (
    select
        nodes.node_id,
        persons.node_id as person_id,
        nodes.node_type,
        coalesce(rules.key_type, 'itself') as identity_rule,
        cast(coalesce(rules.confidence, 1) as decimal(5, 4)) as confidence
    from nodes
    inner join clusters on nodes.node_number = clusters.node_number
    inner join nodes as persons on clusters.person_number = persons.node_number
    left join rules on clusters.rule_order = rules.rule_order
    anti join set_aside on nodes.node_id = set_aside.node_id
    -- A click alone is a moment, not a person.
    where persons.node_type <> 'click_id'
)

select * from resolved
