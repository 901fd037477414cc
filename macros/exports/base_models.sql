{#- Every base model with the entity it lands.
    Example: [{'entity': 'campaign', 'model': 'base_salesforce__campaigns'}, …]. -#}
{% macro base_models() %}
    {%- set models = [] -%}
    {%- for entity, plural in {
        'campaign': 'campaigns',
        'campaign_member': 'campaign_members',
        'campaign_member_status': 'campaign_member_statuses',
        'lead': 'leads',
        'contact': 'contacts',
        'account': 'accounts',
        'opportunity': 'opportunities',
        'opportunity_history': 'opportunity_history',
        'opportunity_contact_role': 'opportunity_contact_roles',
        'task': 'tasks',
        'event': 'events',
    }.items() -%}
        {%- do models.append({'entity': entity, 'model': 'base_salesforce__' ~ plural}) -%}
    {%- endfor -%}
    {%- for entity in [
        'campaigns', 'campaign_members', 'persons', 'accounts', 'opportunities',
        'opportunity_contact_roles', 'stage_changes', 'touchpoints', 'conversions', 'spend',
    ] -%}
        {%- do models.append({'entity': entity, 'model': 'base_neutral__' ~ entity}) -%}
    {%- endfor -%}
    {{ return(models) }}
{% endmacro %}
