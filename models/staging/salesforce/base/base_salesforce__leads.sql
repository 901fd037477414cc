-- One row per row of the Salesforce lead export, typed, with its rejections.
{{ crm_attribution.land_export(source('salesforce', 'lead'), 'salesforce', 'lead') }}
