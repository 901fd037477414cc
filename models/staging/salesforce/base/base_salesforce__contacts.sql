-- One row per row of the Salesforce contact export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('salesforce', 'contact'), 'salesforce', 'contact') }}
