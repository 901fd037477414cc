-- One row per row of the Salesforce event export, typed, with its rejections.
{{ crm_attribution.land_export(source('salesforce', 'event'), 'salesforce', 'event') }}
