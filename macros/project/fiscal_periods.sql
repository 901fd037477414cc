{#- First and last days of the fiscal periods, read from the file of the seed. -#}
{% macro fiscal_periods() %}
    {%- if not execute -%}{{ return([]) }}{%- endif -%}
    {%- set path = crm_attribution.seed_path('fiscal_periods') -%}
    {%- set query -%}
        select
            cast(cast(starts_on as date) as varchar) as starts_on,
            cast(cast(ends_on as date) as varchar) as ends_on
        from read_csv({{ crm_attribution.text_list([path]) }}, all_varchar = true, header = true)
        order by 1
    {%- endset -%}
    {{ return(run_query(query).rows | list) }}
{% endmacro %}
