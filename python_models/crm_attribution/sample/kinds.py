"""Kinds of touchpoint: where each is recorded, how it is tagged, when in a journey it is likely.

The likelihoods are what makes attribution models disagree here: paid search, paid social and
syndication open journeys, e-mail and events carry them, sales and direct visits close them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Kind(NamedTuple):
    """One kind of touchpoint; `early`, `middle`, `late` and `customer` are relative likelihoods."""

    name: str
    sink: str  # web, member, call, sales_email or meeting
    source: str
    medium: str
    early: float
    middle: float
    late: float
    customer: float
    has_campaign: bool
    needs_record: bool
    lead_source: str
    landing_page: str = "/"


_KINDS = (
    Kind(
        "google_generic", "web", "google", "cpc", 17, 5, 1, 0, True, False, "Paid Search", "/guide"
    ),
    Kind("google_brand", "web", "google", "cpc", 2, 3, 3, 1, True, False, "Paid Search"),
    Kind("bing_generic", "web", "bing", "cpc", 4, 1, 0.3, 0, True, False, "Paid Search", "/guide"),
    Kind("google_organic", "web", "google", "organic", 11, 7, 3, 3, False, False, "Web", "/blog"),
    Kind(
        "linkedin_sponsored",
        "web",
        "linkedin",
        "paid_social",
        14,
        5,
        1,
        0,
        True,
        False,
        "Paid Social",
        "/report",
    ),
    Kind(
        "facebook_retargeting",
        "web",
        "facebook",
        "paid_social",
        4,
        4,
        1,
        0,
        True,
        False,
        "Paid Social",
        "/demo",
    ),
    Kind("linkedin_social", "web", "linkedin", "social", 3, 2, 1, 1, False, False, "Web", "/blog"),
    Kind("chatgpt", "web", "chatgpt.com", "referral", 3, 2, 1, 1, False, False, "Web", "/compare"),
    Kind(
        "review_site",
        "web",
        "reviews.example",
        "referral",
        1,
        3,
        2,
        0,
        False,
        False,
        "Web",
        "/compare",
    ),
    Kind(
        "partner_referral",
        "web",
        "partner.example",
        "referral",
        3,
        2,
        1,
        1,
        True,
        False,
        "Partner Referral",
        "/partners",
    ),
    Kind("direct", "web", "(direct)", "(none)", 3, 6, 12, 8, False, False, "Web", "/pricing"),
    Kind("newsletter", "web", "newsletter", "email", 1, 8, 7, 14, True, True, "Web", "/blog"),
    Kind("linkedin_lead_form", "member", "", "", 4, 2, 0.3, 0, True, False, "Paid Social"),
    Kind("content_syndication", "member", "", "", 8, 2, 0.3, 0, True, False, "Content Syndication"),
    Kind("partner_campaign", "member", "", "", 2, 2, 1, 0, True, False, "Partner Referral"),
    Kind("webinar", "member", "", "", 3, 8, 4, 4, True, False, "Webinar"),
    Kind("trade_show", "member", "", "", 4, 5, 6, 3, True, False, "Trade Show"),
    Kind("email_nurture", "member", "", "", 0, 8, 6, 6, True, True, "Web"),
    Kind("direct_mail", "member", "", "", 0.5, 2, 2, 0, True, True, "Other"),
    Kind("dinner", "member", "", "", 0, 3, 9, 2, True, True, "Other"),
    Kind("call", "call", "", "", 0, 4, 13, 3, False, True, "Other"),
    Kind("sales_email", "sales_email", "", "", 0, 5, 11, 3, False, True, "Other"),
    Kind("meeting", "meeting", "", "", 0, 2, 14, 3, False, True, "Other"),
)

#: Kinds by name.
KINDS = {kind.name: kind for kind in _KINDS}
#: Kinds whose campaigns happen on set days; the touchpoint moves to the nearest of them.
EVENT_KINDS = {"webinar": 25, "trade_show": 40, "dinner": 40}


def draw_kind(generator: np.random.Generator, *, progress: float | None) -> str:
    """Name of a kind, likely for that point of the journey.

    Args:
        generator: source of randomness; one number is drawn.
        progress: share of the journey that is over, 0 to 1; None for a customer after it.

    Raises:
        ValueError: progress outside 0 to 1.

    >>> draw_kind(np.random.default_rng(1), progress=0.0)
    'linkedin_sponsored'
    """
    if progress is not None and not 0 <= progress <= 1:
        raise ValueError(f"progress is {progress}; it must lie between 0 and 1")
    likelihoods = np.array([_likelihood(kind, progress) for kind in _KINDS])
    edges = np.cumsum(likelihoods)
    return _KINDS[int(np.searchsorted(edges, generator.random() * edges[-1], side="right"))].name


def _likelihood(kind: Kind, progress: float | None) -> float:
    if progress is None:
        return kind.customer
    return float(np.interp(progress, [0, 0.5, 1], [kind.early, kind.middle, kind.late]))
