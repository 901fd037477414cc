-- One row per node of the identity graph, with the person it is.
with

nodes as (
    select * from {{ ref('int_identity__person_nodes_listed') }}
),

clusters as (
    select * from {{ ref('int_identity__person_nodes_clustered') }}
),

-- The node that names the person: what a CRM knows best, then the oldest; node_id breaks ties.
named as (
    select
        clusters.cluster_id,
        arg_min(
            nodes.node_id,
            {
                'rank': case nodes.node_type
                    when 'contact' then 1 when 'person' then 2 when 'lead' then 3
                    when 'referred' then 4 else 5
                end,
                'created_at': coalesce(nodes.created_at, timestamp '9999-12-31'),
                'node_id': nodes.node_id
            }
        ) as person_id
    from nodes
    inner join clusters on nodes.node_id = clusters.node_id
    group by clusters.cluster_id
),

resolved as (
    select
        nodes.node_id,
        coalesce(named.person_id, nodes.node_id) as person_id,
        nodes.node_type
    from nodes
    left join clusters on nodes.node_id = clusters.node_id
    left join named on clusters.cluster_id = named.cluster_id
)

select * from resolved
