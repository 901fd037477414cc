-- One row per row of the Salesforce task export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('salesforce', 'task'), 'salesforce', 'task') }}
