-- One row per row of the Salesforce account export, typed, with its rejections.
{{ crm_attribution.land_export(source('salesforce', 'account'), 'salesforce', 'account') }}
