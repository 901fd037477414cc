-- One row per row of the Salesforce opportunity export, typed, with its rejections.
{{ crm_attribution.land_export(source('salesforce', 'opportunity'), 'salesforce', 'opportunity') }}
