-- One row per row of the Salesforce event export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('salesforce', 'event'), 'salesforce', 'event') }}
