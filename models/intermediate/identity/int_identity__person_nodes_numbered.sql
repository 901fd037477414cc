-- One row per node of the identity graph, numbered so that a smaller number names a person better.
with

nodes as (
    select
        node_id,
        created_at,
        case node_type
            when 'contact' then 1 when 'person' then 2 when 'lead' then 3 when 'referred' then 4
            when 'email' then 5 when 'cookie_id' then 6 when 'click_id' then 7 else 8
        end as type_rank
    from {{ ref('int_identity__person_nodes_listed') }}
),

-- What a CRM knows best, then the oldest; node_id breaks ties.
numbered as (
    select
        node_id,
        case when type_rank <= 4 then 1 when type_rank = 5 then 2 else 3 end as node_class,
        cast(
            row_number() over (order by type_rank, created_at nulls last, node_id) - 1 as integer
        ) as node_number
    from nodes
)

select * from numbered
