"""Generator of the sample exports: a made-up B2B company, its marketing, its sales, its flaws."""

from crm_attribution.sample.files import write_files
from crm_attribution.sample.flaw_counts import count_flaws
from crm_attribution.sample.generation import (
    DEFAULT_ACCOUNT_COUNT,
    DEFAULT_SEED,
    generate_sample,
)
from crm_attribution.sample.rejections import REJECTIONS, Rejection

__all__ = [
    "DEFAULT_ACCOUNT_COUNT",
    "DEFAULT_SEED",
    "REJECTIONS",
    "Rejection",
    "count_flaws",
    "generate_sample",
    "write_files",
]
