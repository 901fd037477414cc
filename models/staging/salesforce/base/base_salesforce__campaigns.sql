-- One row per row of the Salesforce campaign export, typed, with its rejections.
{{ crm_attribution.land_export(source('salesforce', 'campaign'), 'salesforce', 'campaign') }}
