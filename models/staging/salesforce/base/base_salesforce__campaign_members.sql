-- One row per row of the Salesforce campaign_member export, typed, with its rejections.
{{ crm_attribution.land_export(
    source('salesforce', 'campaign_member'), 'salesforce', 'campaign_member'
) }}
