-- One row per row of the Salesforce opportunity_history export, typed, with its rejections.
{{ crm_attribution.land_export(
    source('salesforce', 'opportunity_history'), 'salesforce', 'opportunity_history'
) }}
