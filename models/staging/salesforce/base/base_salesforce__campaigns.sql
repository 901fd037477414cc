-- One row per row of the Salesforce campaign export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('salesforce', 'campaign'), 'salesforce', 'campaign') }}
