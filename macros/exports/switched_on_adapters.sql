{#- The adapters that the environment variable CRM_ADAPTERS names; an empty list for all. -#}
{% macro switched_on_adapters() %}
    {{ return(env_var('CRM_ADAPTERS', '').split()) }}
{% endmacro %}
