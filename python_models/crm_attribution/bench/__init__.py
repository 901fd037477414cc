"""Measures a build on generated data against the least that any build would do."""
