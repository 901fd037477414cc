"""How long it takes to advance, where some are lost on the way and others are not there yet."""
