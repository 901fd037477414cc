"""What generated touchpoints look like: the ways to visit, and how often each is taken."""

from typing import NamedTuple


class VisitKind(NamedTuple):
    """One way to meet marketing; the seed channel_rules makes ``channel`` out of the others.

    Attributes:
        channel: The channel that the shipped rules give.
        source: Source, such as ``google``, or None.
        medium: Medium, such as ``cpc``, or None.
        touchpoint_type: A type of the seed ``touchpoint_types``.
        weight: How often it is taken, relative to the others.
    """

    channel: str
    source: str | None
    medium: str | None
    touchpoint_type: str
    weight: int


# Shares as a web analyst would find them plausible; they come from no data set.
VISIT_KINDS = (
    VisitKind("Direct", None, None, "web_visit", 18),
    VisitKind("Organic Search", "google", "organic", "web_visit", 16),
    VisitKind("Organic Search", "bing", "organic", "web_visit", 3),
    VisitKind("Paid Search", "google", "cpc", "ad_click", 12),
    VisitKind("Paid Search", "bing", "cpc", "ad_click", 2),
    VisitKind("Paid Social", "facebook", "paid_social", "ad_click", 6),
    VisitKind("Paid Social", "linkedin", "cpc", "ad_click", 4),
    VisitKind("Organic Social", "linkedin.com", "referral", "web_visit", 4),
    VisitKind("Organic Social", "reddit.com", "social", "web_visit", 1),
    VisitKind("Email", "newsletter", "email", "email_click", 9),
    VisitKind("Email", "newsletter", "email", "email_open", 4),
    VisitKind("Display", "criteo", "display", "ad_click", 3),
    VisitKind("Display", "criteo", "display", "ad_impression", 4),
    VisitKind("Affiliates", "awin", "affiliate", "web_visit", 3),
    VisitKind("Referral", "review.example.com", "referral", "web_visit", 4),
    VisitKind("Referral", "blog.example.com", "referral", "form_submission", 1),
    VisitKind("Organic Video", "youtube.com", "video", "web_visit", 3),
    VisitKind("SMS", "twilio", "sms", "web_visit", 1),
    VisitKind("AI Assistant", "chatgpt.com", "referral", "web_visit", 2),
)
# Channels that campaigns run on. A campaign's type is its channel's name: the rules then agree.
CAMPAIGN_CHANNELS = ("Paid Search", "Paid Social", "Email", "Display", "Affiliates", "SMS")
