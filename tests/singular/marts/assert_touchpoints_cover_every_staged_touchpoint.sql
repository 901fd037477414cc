-- Every staged campaign member, activity and touchpoint is in fct_touchpoints. Mirror:
-- assert_touchpoints_have_only_staged_touchpoints.
{%- set file_row = "source_system || '|' || file_name || ':' || row_number" %}
{%- set member_id = 'coalesce(campaign_member_id, ' ~ file_row ~ ')' %}
{%- set kind_added = "source_system || '|%s' || substr(%s, length(source_system) + 1)" %}
with

staged as (
    {% for model, key, kind in [
        ('stg_salesforce__campaign_members', 'campaign_member_id', 'campaign_member'),
        ('stg_neutral__campaign_members', member_id, 'campaign_member'),
        ('stg_salesforce__tasks', 'task_id', 'activity'),
        ('stg_salesforce__events', 'event_id', 'activity'),
    ] -%}
    select {{ kind_added % (kind, key) }} as touchpoint_id
    from {{ ref(model) }}
    union all
    {% endfor -%}
    select touchpoint_id from {{ ref('stg_neutral__touchpoints') }}
)

select touchpoint_id from staged
except all
select touchpoint_id from {{ ref('fct_touchpoints') }}
