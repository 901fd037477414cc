-- One row per lead or contact of the adapters whose exports may name people by their names alone.
with

{%- set leads = [
    ref('stg_zoho__leads'), ref('stg_fxiaoke__leads'), ref('stg_dynamics__leads')
] %}
{%- set contacts = [
    ref('stg_zoho__contacts'), ref('stg_fxiaoke__contacts'), ref('stg_dynamics__contacts')
] %}

listed as (
    {%- for relation in leads + contacts %}
    select
        source_system,
        person_record_id,
        -- A lead and the contact it became are one person.
        {{ 'coalesce(converted_to_record_id, person_record_id)' if relation in leads
            else 'person_record_id' }} as surviving_record_id,
        email_hash,
        full_name_hash,
        last_name_hash
    from {{ relation }}
    {{ 'where not is_void' if 'fxiaoke' in relation.identifier }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select * from listed
