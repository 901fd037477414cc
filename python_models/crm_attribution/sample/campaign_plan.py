"""What the company runs: strategies, programmes, campaigns of half a year, events.

Costs are in whole units of the campaign's currency.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Programme(NamedTuple):
    """Campaigns of one type and year."""

    campaign_type: str
    name: str
    strategy: str
    actual_cost: int | None  # shared by the programme's campaigns: licence, booth, agency


class Series(NamedTuple):
    """A campaign that is renewed every half-year; costs are the bounds of its budget."""

    kind: str
    name: str
    campaign_type: str
    lowest_cost: int
    highest_cost: int
    currency_code: str
    has_actual_cost: bool  # false where the cost is known from the ad platform or is nil


PROGRAMMES = (
    Programme("Paid Search", "Paid Search", "Demand Generation", None),
    Programme("Paid Social", "Paid Social", "Demand Generation", None),
    Programme("Content Syndication", "Content Syndication", "Demand Generation", None),
    Programme("Email", "Email", "Demand Generation", 18_000),
    Programme("Webinar", "Webinars", "Demand Generation", 12_000),
    Programme("Partner", "Partners", "Demand Generation", None),
    Programme("Trade Show", "Trade Shows", "Field Marketing", 24_000),
    Programme("Dinner", "Executive Dinners", "Field Marketing", None),
    Programme("Direct Mail", "Direct Mail", "Field Marketing", None),
)
STRATEGY_COSTS = {"Demand Generation": None, "Field Marketing": 40_000}

# Campaigns that run for half a year and are then renewed.
SERIES = (
    Series("google_generic", "Google Search Generic", "Paid Search", 50_000, 60_000, "USD", False),
    Series("google_brand", "Google Search Brand", "Paid Search", 9_000, 12_000, "USD", False),
    Series("bing_generic", "Microsoft Search Generic", "Paid Search", 9_000, 12_000, "USD", False),
    Series(
        "linkedin_sponsored",
        "LinkedIn Sponsored Content",
        "Paid Social",
        55_000,
        65_000,
        "USD",
        False,
    ),
    Series(
        "linkedin_lead_form",
        "LinkedIn Lead Forms, Europe",
        "Paid Social",
        20_000,
        26_000,
        "EUR",
        False,
    ),
    Series(
        "facebook_retargeting", "Facebook Retargeting", "Paid Social", 8_000, 11_000, "USD", False
    ),
    Series(
        "content_syndication",
        "Analyst Report Syndication",
        "Content Syndication",
        24_000,
        36_000,
        "USD",
        True,
    ),
    Series("newsletter", "Newsletter", "Email", 0, 0, "USD", False),
    Series("email_nurture", "Nurture Stream", "Email", 0, 0, "USD", False),
    Series("partner_referral", "Partner Referral Links", "Partner", 0, 0, "USD", False),
    Series("partner_campaign", "Joint Partner Campaign", "Partner", 6_000, 12_000, "EUR", True),
    Series("direct_mail", "Planning Kit Mailing", "Direct Mail", 8_000, 14_000, "USD", True),
)

# Campaigns on set days: first day, days, name, currency.
EVENTS = {
    "webinar": [
        (date(2024, 1, 25), 1, "Webinar: Budgeting Without Spreadsheets", "USD"),
        (date(2024, 3, 21), 1, "Webinar: Forecast Accuracy", "USD"),
        (date(2024, 5, 23), 1, 'Webinar: From "Plan" to Plan', "USD"),
        (date(2024, 7, 18), 1, "Webinar: Headcount Planning", "USD"),
        (date(2024, 9, 19), 1, "Webinar: Forecast Accuracy", "USD"),  # a name is not a key
        (date(2024, 11, 14), 1, "Webinar: Year-End Close", "USD"),
        (date(2025, 1, 23), 1, "Webinar: Planning Trends", "USD"),
        (date(2025, 3, 20), 1, "Webinar: Scenario Modelling", "USD"),
        (date(2025, 5, 22), 1, "Webinar: Planning With Agents", "USD"),
    ],
    "trade_show": [
        (date(2024, 2, 27), 3, "Finance Forward Expo, Chicago", "USD"),
        (date(2024, 6, 4), 3, "Plan & Build Fair, Cologne", "EUR"),
        (date(2024, 9, 24), 3, "Operations Summit, Austin", "USD"),
        (date(2024, 11, 19), 2, "CFO Days, Paris", "EUR"),
        (date(2025, 2, 25), 3, "Finance Forward Expo, Chicago", "USD"),
        (date(2025, 6, 3), 3, "Plan & Build Fair, Cologne", "EUR"),
    ],
    "dinner": [
        (date(2024, 3, 13), 1, "Executive Dinner, New York", "USD"),
        (date(2024, 5, 15), 1, "Executive Dinner, Berlin", "EUR"),
        (date(2024, 8, 21), 1, "Executive Dinner, Boston", "USD"),
        (date(2024, 10, 16), 1, "Executive Dinner, Amsterdam", "EUR"),
        (date(2025, 1, 15), 1, "Executive Dinner, Chicago", "USD"),
        (date(2025, 4, 9), 1, "Executive Dinner, Paris", "EUR"),
    ],
}
EVENT_TYPES = {"webinar": "Webinar", "trade_show": "Trade Show", "dinner": "Dinner"}
EVENT_COSTS = {
    "webinar": (2_000, 5_000),
    "trade_show": (26_000, 48_000),
    "dinner": (6_000, 11_000),
}
HALVES = (
    (date(2024, 1, 1), date(2024, 6, 30), "2024 H1"),
    (date(2024, 7, 1), date(2024, 12, 31), "2024 H2"),
    (date(2025, 1, 1), date(2025, 6, 30), "2025 H1"),
)
