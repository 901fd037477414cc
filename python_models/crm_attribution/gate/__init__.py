"""The quality gate: Great Expectations judges what looks wrong, but may be right.

`gate.run` is what the dbt model calls; only it loads Great Expectations, which takes seconds.
"""
