-- One row per row of the Salesforce lead export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('salesforce', 'lead'), 'salesforce', 'lead') }}
