-- One row per key that was set aside because it would have joined people who are not one.
with

nodes as (
    select
        node_id,
        node_number
    from {{ ref('int_identity__person_nodes_numbered') }}
),

judged as (
    select * from {{ ref('int_identity__person_nodes_clustered') }}
    where key_verdict > 0
),

key_rules as (
    select distinct
        key_id,
        rule_order
    from {{ ref('int_identity__person_keys_listed') }}
),

rules as (
    select * from {{ ref('identity_rules') }}
),

listed as (
    select
        nodes.node_id as key_id,
        rules.key_type,
        case judged.key_verdict
            when 1 then 'shared' when 2 then 'conflicting' else 'too_large'
        end as reason,
        rules.rule_order,
        judged.degree,
        rules.max_degree
    from judged
    inner join nodes on judged.node_number = nodes.node_number
    inner join key_rules on nodes.node_id = key_rules.key_id
    inner join rules on key_rules.rule_order = rules.rule_order
)

select * from listed
