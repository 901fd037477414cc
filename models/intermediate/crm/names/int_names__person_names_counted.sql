-- One row per source system, kind of name and name token of leads and contacts: how many people
-- have it, and a record of the one who does where only one does.
with

records as (
    select * from {{ ref('int_names__person_records_listed') }}
),

-- A lead and the contact it became are one person, and so are records with one address.
persons as (
    select
        source_system,
        person_record_id,
        full_name_hash,
        last_name_hash,
        coalesce(
            min(email_hash) over (partition by source_system, surviving_record_id),
            surviving_record_id
        ) as person_key
    from records
),

-- Some sheets call the last name the name.
named as (
    {%- for kind, column in [
        ('full', 'full_name_hash'), ('full', 'last_name_hash'), ('last', 'last_name_hash')
    ] %}
    select
        source_system,
        '{{ kind }}' as name_kind,
        {{ column }} as name_hash,
        person_record_id,
        person_key
    from persons
    where {{ column }} is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

counted as (
    select
        source_system,
        name_kind,
        name_hash,
        case when count(distinct person_key) = 1 then min(person_record_id) end
            as person_record_id,
        count(distinct person_key) as person_count
    from named
    group by source_system, name_kind, name_hash
)

select * from counted
