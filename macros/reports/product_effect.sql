{#- What the change of one factor did to a product, in SQL: its Shapley value, the change times the
    mean product of the other factors over all orders in which they can change. The effects of all
    factors add up to the change of the product, whatever their signs, and none goes first.
    factors: their names, each with columns <factor>_before and <factor>_after.
    Example: of a * b, the effect of a is (a_after - a_before) * (b_before + b_after) / 2. -#}
{% macro product_effect(factor, factors) %}
    {%- set others = factors | reject('equalto', factor) | list -%}
    {%- set terms = [] -%}
    {%- for number in range(2 ** (others | length)) -%}
        {%- set changed = namespace(count=0, product=[]) -%}
        {%- for other in others -%}
            {%- set is_changed = (number // 2 ** loop.index0) % 2 -%}
            {%- set changed.count = changed.count + is_changed -%}
            {%- do changed.product.append(other ~ ('_after' if is_changed else '_before')) -%}
        {%- endfor -%}
        {#- In how many orders these alone change before the factor: k! (n - 1 - k)! of n!. -#}
        {%- set orders = namespace(share=1.0 / factors | length) -%}
        {%- for step in range(changed.count) -%}
            {%- set orders.share = orders.share * (step + 1) / (others | length - step) -%}
        {%- endfor -%}
        {%- do terms.append((changed.product + [orders.share | string]) | join(' * ')) -%}
    {%- endfor -%}
    {{- return(
        '((' ~ factor ~ '_after - ' ~ factor ~ '_before) * (' ~ terms | join(' + ') ~ '))'
    ) -}}
{% endmacro %}
