-- One row per node and key it carries, as numbers alone.
with

nodes as (
    select
        node_id,
        node_number
    from {{ ref('int_identity__person_nodes_numbered') }}
),

person_keys as (
    select * from {{ ref('int_identity__person_keys_listed') }}
),

scopes as (
    select
        key_scope,
        row_number() over (order by key_scope) as scope_number
    from person_keys
    where key_scope is not null
    group by key_scope
),

numbered as (
    select
        cast(person_keys.rule_order as integer) as rule_order,
        carriers.node_number,
        keys.node_number as key_number,
        cast(coalesce(scopes.scope_number, 0) as integer) as scope_number
    from person_keys
    inner join nodes as carriers on person_keys.node_id = carriers.node_id
    inner join nodes as keys on person_keys.key_id = keys.node_id
    left join scopes on person_keys.key_scope = scopes.key_scope
)

select * from numbered
