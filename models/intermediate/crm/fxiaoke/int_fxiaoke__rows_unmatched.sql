-- One row per staged row of a Fxiaoke export that takes no part: it is void, names a record that
-- cannot be told, or is a behaviour of which nothing is known. Members are in
-- int_names__memberships_resolved.
with

{%- set resolved = [
    (ref('int_fxiaoke__stage_changes_resolved'), 'opportunity_stage_change'),
    (ref('int_fxiaoke__contact_roles_resolved'), 'new_opportunity_contact'),
] %}
{%- set voidable = [
    (ref('stg_fxiaoke__marketing_events'), 'marketing_event'),
    (ref('stg_fxiaoke__leads'), 'lead'),
    (ref('stg_fxiaoke__accounts'), 'account'),
    (ref('stg_fxiaoke__contacts'), 'contact'),
    (ref('stg_fxiaoke__new_opportunities'), 'new_opportunity'),
    (ref('stg_fxiaoke__opportunities'), 'opportunity'),
    (ref('stg_fxiaoke__sales_orders'), 'sales_order'),
    (ref('stg_fxiaoke__payments'), 'payment'),
    (ref('stg_fxiaoke__refunds'), 'refund'),
    (ref('stg_fxiaoke__active_records'), 'active_record'),
    (ref('stg_fxiaoke__behavior_records'), 'behavior_record'),
] %}

records as (
    {%- for relation, entity in resolved %}
    select
        source_system,
        '{{ entity }}' as entity,
        file_name,
        row_number,
        unmatched_reason
    from {{ relation }}
    where unmatched_reason is not null
    union all
    {%- endfor %}
    {%- for relation, entity in voidable %}
    select
        source_system,
        '{{ entity }}' as entity,
        file_name,
        row_number,
        'void' as unmatched_reason
    from {{ relation }}
    where is_void
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

behaviors as (
    select
        behaviors.source_system,
        'behavior_record' as entity,
        behaviors.file_name,
        behaviors.row_number,
        'unknown behaviour' as unmatched_reason
    from {{ ref('stg_fxiaoke__behavior_records') }} as behaviors
    {{ crm_attribution.fxiaoke_option(
        'types', 'behaviors', 'BehaviorRecordObj', 'action_type', 'action_type'
    ) }}
    where types.meaning is null and not behaviors.is_void
),

unioned as (
    select * from records
    union all
    select * from behaviors
)

select * from unioned
