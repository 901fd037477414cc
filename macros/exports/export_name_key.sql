{#- Folds a file, table or column name to what naming modes share, so that CreatedDate,
    created_date, createddate and "Created Date" are one name.
    Arguments: name (text). Example: export_name_key('Created Date') -> 'createddate'. -#}
{% macro export_name_key(name) %}
    {{ return(modules.re.sub('[^a-z0-9]', '', name | lower)) }}
{% endmacro %}
