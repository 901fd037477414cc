-- A plan spends its budget exactly, to the minor unit, and its gain is what its channels gain, each
-- of two revenues rounded; without a plan no channel has a planned spend.
select
    plan_status,
    budget_amount,
    sum(planned_spend_amount) as planned_spend_amount,
    count(planned_spend_amount) as planned_count
from {{ ref('rpt_budget_plan') }}
group by plan_status, budget_amount
having
    case
        when plan_status in ('optimal', 'nothing_to_move')
            then
                sum(planned_spend_amount) is distinct from budget_amount
                or count(planned_spend_amount) < count(*)
                or abs(
                    sum(planned_revenue_amount - current_revenue_amount) - max(revenue_gain_amount)
                ) > (1 + count(*)) / {{ 10 ** var('money_digits') }}
        else count(planned_spend_amount) > 0
    end
