-- fct_touchpoints holds nothing but the staged campaign members, activities and touchpoints, each
-- once. Mirror: assert_touchpoints_cover_every_staged_touchpoint.
with

staged as (
    {% for model, key, kind in [
        ('stg_salesforce__campaign_members', 'campaign_member_id', 'campaign_member'),
        ('stg_neutral__campaign_members', "coalesce(campaign_member_id, source_system || '|' || file_name || ':' || row_number)", 'campaign_member'),
        ('stg_salesforce__tasks', 'task_id', 'activity'),
        ('stg_salesforce__events', 'event_id', 'activity'),
    ] -%}
    select source_system || '|{{ kind }}' || substr({{ key }}, length(source_system) + 1)
        as touchpoint_id
    from {{ ref(model) }}
    union all
    {% endfor -%}
    select touchpoint_id from {{ ref('stg_neutral__touchpoints') }}
)

select touchpoint_id from {{ ref('fct_touchpoints') }}
except all
select touchpoint_id from staged
