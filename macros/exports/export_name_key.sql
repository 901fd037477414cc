{#- Folds a name to what naming modes share. Example: 'Created Date' -> 'createddate'. -#}
{% macro export_name_key(name) %}
    {{ return(modules.re.sub('[^a-z0-9]', '', name | lower)) }}
{% endmacro %}
