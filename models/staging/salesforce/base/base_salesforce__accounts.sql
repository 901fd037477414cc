-- One row per row of the Salesforce account export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('salesforce', 'account'), 'salesforce', 'account') }}
