-- One row per person whose account is known, with the rule that found it.
with

persons as (
    select
        node_id,
        person_id
    from {{ ref('int_identity__persons_resolved') }}
    where node_type <> 'cookie_id'
),

records as (
    select
        persons.person_id,
        records.person_record_id,
        records.record_type,
        records.account_id,
        records.email_domain,
        records.created_at,
        case records.record_type when 'contact' then 1 when 'person' then 2 else 3 end
            as record_rank
    from persons
    inner join {{ ref('int_crm__person_records_unioned') }} as records
        on persons.node_id = records.person_record_id
),

rules as (
    select
        rule_order,
        account_match_rule
    from {{ ref('account_match_rules') }}
    where is_enabled
),

-- A domain of two companies, or of everybody, tells nothing.
company_domains as (
    select
        regexp_replace(lower(website_domain), '^www[.]', '') as email_domain,
        min(account_id) as account_id
    from {{ ref('int_crm__accounts_unioned') }}
    where website_domain is not null
    group by regexp_replace(lower(website_domain), '^www[.]', '')
    having count(distinct account_id) = 1
),

own_domains as (
    select company_domains.* from company_domains
    anti join {{ ref('free_mail_domains') }} as free_mail_domains
        on company_domains.email_domain = free_mail_domains.email_domain
),

from_records as (
    select
        person_id,
        case when record_type = 'lead' then 'converted_lead' else 'account_id' end
            as account_match_rule,
        account_id,
        record_rank as preference,
        created_at,
        person_record_id as tie_break
    from records
    where account_id is not null
),

own_accounts as (
    select
        person_id,
        account_id
    from from_records
    group by person_id, account_id
),

from_roles as (
    select
        persons.person_id,
        'contact_role' as account_match_rule,
        opportunities.account_id,
        case
            when own_accounts.account_id is not null then 1
            when roles.is_primary_contact then 2
            else 3
        end as preference,
        opportunities.created_at,
        opportunities.opportunity_id as tie_break
    from {{ ref('int_crm__opportunity_contact_roles_unioned') }} as roles
    inner join persons on roles.person_record_id = persons.node_id
    inner join {{ ref('int_crm__opportunities_unioned') }} as opportunities
        on roles.opportunity_id = opportunities.opportunity_id
    left join own_accounts
        on
            persons.person_id = own_accounts.person_id
            and opportunities.account_id = own_accounts.account_id
    where opportunities.account_id is not null
),

from_domains as (
    select
        records.person_id,
        'company_domain' as account_match_rule,
        own_domains.account_id,
        records.record_rank as preference,
        records.created_at,
        records.person_record_id as tie_break
    from records
    inner join own_domains on lower(records.email_domain) = own_domains.email_domain
),

candidates as (
    select * from from_records
    union all
    select * from from_roles
    union all
    select * from from_domains
),

matched as (
    select
        candidates.person_id,
        arg_min(
            {
                'account_id': candidates.account_id,
                'account_match_rule': candidates.account_match_rule
            },
            {
                'rule_order': rules.rule_order,
                'preference': candidates.preference,
                'created_at': coalesce(candidates.created_at, timestamp '9999-12-31'),
                'tie_break': candidates.tie_break
            }
        ) as choice
    from candidates
    inner join rules on candidates.account_match_rule = rules.account_match_rule
    group by candidates.person_id
),

listed as (
    select
        person_id,
        choice.account_id,
        choice.account_match_rule
    from matched
)

select * from listed
