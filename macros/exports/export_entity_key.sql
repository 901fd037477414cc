{#- Folds a name to its singular without the number of a part.
    Example: export_entity_key('Opportunities_2') -> 'opportunity'. -#}
{% macro export_entity_key(name) %}
    {%- set key = modules.re.sub('[0-9]+$', '', crm_attribution.export_name_key(name)) -%}
    {%- if key.endswith('ies') -%}
        {{ return(key[:-3] ~ 'y') }}
    {%- elif key.endswith('uses') -%}
        {{ return(key[:-2]) }}
    {%- elif key.endswith('s') and not key.endswith('us') -%}
        {{ return(key[:-1]) }}
    {%- endif -%}
    {{ return(key) }}
{% endmacro %}
