"""Settings of every test."""

from hypothesis import settings

# How long a case takes says how busy the machine is, not whether the case is right.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
