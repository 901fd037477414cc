-- One row per lifecycle stage or lead status that a HubSpot contact reached.
{%- set lifecycle_stages = [
    'subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity',
    'customer', 'evangelist', 'other'
] %}
with

contacts as (
    select * from {{ ref('stg_hubspot__contacts') }}
),

changes as (
    select
        source_system,
        person_record_id,
        lower(property_name) as property_name,
        property_value as stage_name,
        changed_at as entered_at
    from {{ ref('stg_hubspot__contact_property_changes') }}
    where
        lower(property_name) in ('lifecyclestage', 'hs_lead_status')
        and property_value is not null
),

-- The date columns hold the same stages, to another fraction of a second: they serve contacts
-- whose history was not exported.
dates as (
    {%- for stage in lifecycle_stages %}
    select
        source_system,
        person_record_id,
        'lifecyclestage' as property_name,
        '{{ stage }}' as stage_name,
        became_{{ stage }}_at as entered_at
    from contacts
    where became_{{ stage }}_at is not null
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

unioned as (
    select * from changes
    union all
    select dates.*
    from dates
    anti join changes
        on
            dates.person_record_id = changes.person_record_id
            and dates.property_name = changes.property_name
),

conformed as (
    select distinct
        person_record_id,
        source_system,
        stage_name,
        entered_at
    from unioned
)

select * from conformed
