-- fct_touchpoints holds nothing but the staged campaign members, activities and touchpoints, each
-- once. Mirror: assert_touchpoints_cover_every_staged_touchpoint.
{%- set kind_added = "source_system || '|%s' || substr(%s, length(source_system) + 1)" %}
with

staged as (
    {% for model, key, kind in [
        ('int_crm__campaign_members_unioned', 'campaign_member_id', 'campaign_member'),
        ('int_crm__activities_unioned', 'activity_id', 'activity'),
    ] -%}
    select {{ kind_added % (kind, key) }} as touchpoint_id
    from {{ ref(model) }}
    union all
    {% endfor -%}
    select touchpoint_id from {{ ref('int_crm__touchpoints_stacked') }}
)

select touchpoint_id from {{ ref('fct_touchpoints') }}
except all
select touchpoint_id from staged
