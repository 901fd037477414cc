-- One row per row of the neutral stage_changes export, typed, with its rejections.
{{ crm_attribution.land_export(source('neutral', 'stage_changes'), 'neutral', 'stage_changes') }}
