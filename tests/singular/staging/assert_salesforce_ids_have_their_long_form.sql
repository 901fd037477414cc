-- Capitals of 001A0000006Vm9r, five characters at a time: 001A0 has one in place 4 (2^3 = 8, letter
-- I), 00000 none (0, A), 6Vm9r one in place 2 (2^1 = 2, C). The example is Salesforce's own.
with

ids as (
    select
        '001A0000006Vm9r' as short_id,
        '001A0000006Vm9rIAC' as long_id
    union all
    select
        '001A0000006Vm9rIAC' as short_id,
        '001A0000006Vm9rIAC' as long_id
    union all
    select
        '000000000000AAA' as short_id,
        null as long_id
)

select *
from ids
where {{ crm_attribution.salesforce_id('short_id') }} is distinct from long_id
