{#- The system_key of a Salesforce id, whichever of its two lengths an export uses.
    Arguments: native_id (SQL of text). -#}
{% macro salesforce_key(native_id) %}
    {{- crm_attribution.system_key('source_system', crm_attribution.salesforce_id(native_id)) -}}
{% endmacro %}
