-- One row per row of the neutral spend export: typed, with why it cannot be staged.
{{ crm_attribution.land_export(source('neutral', 'spend'), 'neutral', 'spend') }}
