-- One row per row of the Salesforce contact export, typed, with its rejections.
{{ crm_attribution.land_export(source('salesforce', 'contact'), 'salesforce', 'contact') }}
