-- One row per source system and campaign id that a touchpoint or row of spend names.
with

campaigns as (
    select
        campaign_id,
        source_system,
        substr(campaign_id, length(source_system) + 2) as native_campaign_id
    from {{ ref('int_crm__campaigns_unioned') }}
),

named as (
    select
        source_system,
        native_campaign_id
    from {{ ref('int_crm__touchpoints_stacked') }}
    where native_campaign_id is not null
    union
    select
        source_system,
        native_campaign_id
    from {{ ref('int_crm__spend_stacked') }}
    where native_campaign_id is not null
),

-- What Google Analytics writes where a session has no campaign is no campaign of that name.
told as (
    select * from named
    where
        lower(native_campaign_id) not in (
            '(not set)', '(none)', '(direct)', '(organic)', '(referral)'
        )
),

-- Only an id that one system alone uses can be meant from outside that system.
unambiguous as (
    select
        native_campaign_id,
        any_value(campaign_id) as campaign_id
    from campaigns
    group by native_campaign_id
    having count(*) = 1
),

matched as (
    select
        told.source_system,
        told.native_campaign_id,
        coalesce(
            own_campaigns.campaign_id,
            unambiguous.campaign_id,
            {{ crm_attribution.system_key('told.source_system', 'told.native_campaign_id') }}
        ) as campaign_id,
        own_campaigns.campaign_id is null and unambiguous.campaign_id is null as is_inferred
    from told
    left join campaigns as own_campaigns
        on
            told.source_system = own_campaigns.source_system
            and told.native_campaign_id = own_campaigns.native_campaign_id
    -- Whoever tags links with a Salesforce id may have copied its short form.
    left join unambiguous
        on
            {{ crm_attribution.salesforce_id('told.native_campaign_id') }}
            = {{ crm_attribution.salesforce_id('unambiguous.native_campaign_id') }}
)

select * from matched
