-- One row per row of the Salesforce opportunity export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('salesforce', 'opportunity'), 'salesforce', 'opportunity') }}
