-- One row per row of the Salesforce task export, typed, with its rejections.
{{ crm_attribution.land_export(source('salesforce', 'task'), 'salesforce', 'task') }}
