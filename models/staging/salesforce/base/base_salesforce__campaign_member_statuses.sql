-- One row per row of the Salesforce campaign_member_status export, typed, with its rejections.
{{ crm_attribution.land_export(
    source('salesforce', 'campaign_member_status'), 'salesforce', 'campaign_member_status'
) }}
