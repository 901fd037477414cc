-- One row per row of the neutral accounts export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('neutral', 'accounts'), 'neutral', 'accounts') }}
