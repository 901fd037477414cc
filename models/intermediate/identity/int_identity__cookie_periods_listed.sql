-- One row per browser that changed hands and person who held it, with the time it was theirs.
with

handed_on as (
    select key_id from {{ ref('int_identity__shared_keys_listed') }}
    where key_type = 'cookie_id' and reason = 'conflicting'
),

carriers as (
    select
        person_keys.key_id,
        person_keys.node_id,
        person_keys.first_seen_at
    from {{ ref('int_identity__person_keys_listed') }} as person_keys
    semi join handed_on on person_keys.key_id = handed_on.key_id
),

browsers as (
    select
        key_id,
        node_id as cookie_node_id
    from carriers
    where starts_with(node_id, '(cookie_id)|')
    union
    select
        key_id,
        key_id as cookie_node_id
    from handed_on
),

holders as (
    select
        carriers.key_id,
        persons.person_id,
        min(carriers.first_seen_at) as first_seen_at
    from carriers
    inner join {{ ref('int_identity__persons_resolved') }} as persons
        on carriers.node_id = persons.node_id
    where not starts_with(carriers.node_id, '(cookie_id)|') and carriers.first_seen_at is not null
    group by carriers.key_id, persons.person_id
),

-- The first holder has what was before it, too: people look around before they say who they are.
periods as (
    select
        key_id,
        person_id,
        case
            when lag(person_id) over by_time is null then timestamp '0001-01-01'
            else first_seen_at
        end as valid_from,
        coalesce(lead(first_seen_at) over by_time, timestamp '9999-12-31') as valid_to
    from holders
    window by_time as (partition by key_id order by first_seen_at, person_id)
),

listed as (
    select
        browsers.cookie_node_id,
        periods.person_id,
        periods.valid_from,
        periods.valid_to
    from browsers
    inner join periods on browsers.key_id = periods.key_id
)

select * from listed
