-- One row per node of the identity graph and key it carries, for the rules that are switched on.
with

rules as (
    select
        rule_order,
        key_type,
        scope,
        coalesce(min_length, 0) as min_length,
        conflicts_with
    from {{ ref('identity_rules') }}
    where is_enabled
),

-- An address joins what carries it; a key of which a person has no two also keeps persons apart.
telling as (
    select key_type from rules
    where key_type = 'email'
    union
    select trim(unnest(string_split(conflicts_with, ';'))) as key_type from rules
),

scoped as (
    select
        carried.node_id,
        rules.rule_order,
        carried.key_type,
        carried.key_value,
        case
            when rules.scope = 'same system' or length(carried.key_value) < rules.min_length
                then carried.source_system
        end as key_scope,
        carried.first_seen_at,
        carried.last_seen_at
    from {{ ref('int_identity__keys_carried') }} as carried
    inner join rules on carried.key_type = rules.key_type
),

keyed as (
    select
        node_id,
        rule_order,
        key_type,
        '(' || key_type || ')|' || coalesce(key_scope || '|', '') || key_value as key_id,
        key_scope,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from scoped
    group by node_id, rule_order, key_type, key_value, key_scope
),

others as (
    select * from keyed
    where node_id <> key_id
),

-- Where one node alone carries it, a key of any other kind tells nothing. A node may be the key.
shared as (
    select key_id from others
    group by key_id
    having count(*) > 1
    union
    select key_id from keyed
    where node_id = key_id
),

listed as (
    select others.* from others
    semi join telling on others.key_type = telling.key_type
    union all
    select others.* from others
    anti join telling on others.key_type = telling.key_type
    semi join shared on others.key_id = shared.key_id
)

select * from listed
