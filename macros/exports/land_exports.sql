{#- Lands every export that has changed, on-run-start; refuses what cannot be read before anything
    is written. -#}
{% macro land_exports() %}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set path = crm_attribution.exports_path() -%}
    {%- set payload = {
        'sources': crm_attribution.export_contracts(),
        'adapters': crm_attribution.switched_on_adapters(),
        'export_mappings': var('export_mappings'),
        'settings': {
            'exports_path': path,
            'export_schemas': var('export_schemas'),
            'local_timezone': var('local_timezone'),
            'date_order': var('export_date_order'),
            'decimal_mark': var('export_decimal_mark'),
            'phone_country_code': var('phone_country_code') | string,
            'null_words_path': crm_attribution.seed_path('null_words'),
        },
    } -%}
    {#- The adapter's way to hand something to a plugin: there is no relation to store. -#}
    {%- do adapter.store_relation('crm_landing', none, [], '', '', payload) -%}
    {%- if payload.refusal -%}
        {%- do exceptions.raise_compiler_error(payload.refusal) -%}
    {%- endif -%}
    {%- for warning in payload.warnings -%}
        {%- do exceptions.warn(warning) -%}
    {%- endfor -%}
    {{ return('') }}
{% endmacro %}
