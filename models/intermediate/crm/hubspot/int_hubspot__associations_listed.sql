-- One row per HubSpot record and record it is associated with.
{# Tables of associations, and lists of ids on the records themselves: `[{"id": "7", …}]`, `[7, 8]`
    or `7;8`. -#}
{%- set deals = ref('stg_hubspot__deals') -%}
{%- set lists = [
    (deals, 'opportunity_id', 'contact'),
    (deals, 'opportunity_id', 'company'),
    (ref('stg_hubspot__contacts'), 'person_record_id', 'company'),
] -%}
{%- for relation in [
    ref('stg_hubspot__engagements'),
    ref('stg_hubspot__calls'),
    ref('stg_hubspot__emails'),
    ref('stg_hubspot__meetings'),
    ref('stg_hubspot__tasks'),
] -%}
{%- for associated in ['contact', 'company', 'deal'] -%}
{%- do lists.append((relation, 'engagement_id', associated)) -%}
{%- endfor -%}
{%- endfor -%}
{%- set tables = [
    (deals, 'opportunity_id', 'company', 'primary_account_id', 'true'),
    (ref('stg_hubspot__contacts'), 'person_record_id', 'company', 'primary_account_id', 'true'),
    (ref('stg_hubspot__deal_contacts'), 'opportunity_id', 'contact', 'person_record_id', 'false'),
    (ref('stg_hubspot__deal_companies'), 'opportunity_id', 'company', 'account_id', 'is_primary'),
    (ref('stg_hubspot__engagement_contacts'), 'engagement_id', 'contact', 'person_record_id', 'false'),
    (ref('stg_hubspot__engagement_companies'), 'engagement_id', 'company', 'account_id', 'false'),
    (ref('stg_hubspot__engagement_deals'), 'engagement_id', 'deal', 'opportunity_id', 'false'),
] -%}
{%- set from_objects = {
    'opportunity_id': 'deal', 'person_record_id': 'contact', 'engagement_id': 'engagement'
} %}
with

listed as (
    {%- for relation, record_id, associated in lists %}
    select
        source_system,
        '{{ from_objects[record_id] }}' as record_kind,
        {{ record_id }} as record_id,
        '{{ associated }}' as associated_kind,
        source_system || '|' || unnest(
            regexp_extract_all(
                {{ associated }}_ids, '(?:"id"\s*:\s*"?|^\s*"?|[\[;,]\s*"?)(\d+)', 1
            )
        ) as associated_id,
        false as is_primary
    from {{ relation }}
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

tabled as (
    {%- for relation, record_id, associated, associated_id, is_primary in tables %}
    select
        source_system,
        '{{ from_objects[record_id] }}' as record_kind,
        {{ record_id }} as record_id,
        '{{ associated }}' as associated_kind,
        {{ associated_id }} as associated_id,
        {{ is_primary }} as is_primary
    from {{ relation }}
    where {{ associated_id }} is not null
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

unioned as (
    select * from listed
    union all
    select * from tabled
),

-- The same association may stand in a table and in a list.
listed_once as (
    select
        source_system,
        record_kind,
        record_id,
        associated_kind,
        associated_id,
        bool_or(is_primary) as is_primary
    from unioned
    group by all
)

select * from listed_once
