-- One row per node, kind of key and value it was seen with on touchpoints, conversions and orders.
{# A view: int_identity__keys_carried alone reads it. -#}
{{ config(materialized='view') }}

with

sightings as (
    select
        *,
        coalesce(person_record_id, '(email)|' || email_hash) as node_id
    from {{ ref('int_identity__sightings_listed') }}
),

declared as (
    select * from {{ ref('int_crm__person_keys_unioned') }}
),

-- A click tells a browser's owner only where someone is known to have clicked.
known_clicks as (
    select key_value as click_id from declared
    where key_type = 'click_id'
    union
    select click_id from sightings
    where click_id is not null and node_id is not null
),

-- Nobody is named: the click may be somebody's, and so is the browser then.
unnamed as (
    select
        '(click_id)|' || sightings.click_id as node_id,
        sightings.source_system,
        sightings.cookie_id,
        sightings.click_id,
        sightings.first_seen_at,
        sightings.last_seen_at
    from sightings
    semi join known_clicks on sightings.click_id = known_clicks.click_id
    where sightings.node_id is null
),

sighted as (
    select
        node_id,
        source_system,
        'email' as key_type,
        email_hash as key_value,
        first_seen_at,
        last_seen_at
    from sightings
    where person_record_id is not null
    union all
    select
        node_id,
        source_system,
        'click_id' as key_type,
        click_id as key_value,
        first_seen_at,
        last_seen_at
    from sightings
    union all
    select
        node_id,
        source_system,
        'cookie_id' as key_type,
        cookie_id as key_value,
        first_seen_at,
        last_seen_at
    from sightings
    union all
    select
        node_id,
        source_system,
        'click_id' as key_type,
        click_id as key_value,
        first_seen_at,
        last_seen_at
    from unnamed
    union all
    select
        node_id,
        source_system,
        'cookie_id' as key_type,
        cookie_id as key_value,
        first_seen_at,
        last_seen_at
    from unnamed
    union all
    -- The browser itself, as its system knows it.
    select
        '(cookie_id)|' || source_system || '|' || cookie_id as node_id,
        source_system,
        'cookie_id' as key_type,
        cookie_id as key_value,
        first_seen_at,
        last_seen_at
    from sightings
)

select * from sighted
where node_id is not null and key_value is not null
