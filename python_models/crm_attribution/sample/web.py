"""Touchpoints of the web tracker, in the neutral contract."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import numpy as np
import polars as pl

from crm_attribution.sample.accounts import business_moment
from crm_attribution.sample.company import DAY_COUNT, WEB_SITE
from crm_attribution.sample.kinds import KINDS, draw_kind
from crm_attribution.sample.world import Campaign, Person, Touch, World

_ANONYMOUS_VISITOR_SHARE = 0.15  # anonymous visitors per person known
_SHARE_WITHOUT_COOKIE = 0.2  # anonymous visits without even a visitor id
_SHARE_CONTENT_DOWNLOADS = 0.1
_CREATIVES = {
    "google_generic": ("budgeting_software", "forecasting_software", "headcount_planning"),
    "google_brand": ("alderbrook", "alderbrook_pricing"),
    "bing_generic": ("budgeting_software", "forecasting_software"),
    "linkedin_sponsored": ("video_customer_story", "carousel_report", "single_image_guide"),
    "facebook_retargeting": ("demo_reminder", "customer_quote"),
    "newsletter": ("product_news", "customer_story", "event_invitation"),
    "partner_referral": ("integration_page",),
}


class _Visit(NamedTuple):
    touch: Touch
    visitor_id: str | None
    email: str | None
    is_download: bool
    content: str | None


def build_web_touchpoints(world: World, *, generator: np.random.Generator) -> pl.DataFrame:
    """One row per web touchpoint, in order of time.

    A row holds an e-mail where the visitor was known, else a visitor id, else neither. Visitors who
    are stitched have a visitor id until the row of their form, which holds both.

    Args:
        world: the simulation.
        generator: source of randomness.
    """
    visits = [
        visit for person in world.persons for visit in _visits_of(generator, person=person)
    ] + _anonymous_visits(generator, world=world)
    visits.sort(key=lambda each: (each.touch.touched_at, each.email or "", each.visitor_id or ""))
    return pl.DataFrame(
        [_row(visit, number=number) for number, visit in enumerate(visits)],
        infer_schema_length=None,
    )


def _visits_of(generator: np.random.Generator, *, person: Person) -> list[_Visit]:
    visits = []
    is_known = not person.is_stitched
    for touch in person.touches:
        if KINDS[touch.kind].sink != "web":
            continue
        visitor_id = None if is_known else f"visitor-{person.number:05d}"
        # A form names the visitor; so does the first visit after one became a lead elsewhere.
        is_known = is_known or touch.is_capture or person.record_id_at(touch.touched_at) is not None
        visits.append(
            _visit(
                generator,
                touch=touch,
                visitor_id=visitor_id,
                email=person.email if is_known else None,
            )
        )
    return visits


def _visit(
    generator: np.random.Generator, *, touch: Touch, visitor_id: str | None, email: str | None
) -> _Visit:
    creatives = _CREATIVES.get(touch.kind, ())
    return _Visit(
        touch=touch,
        visitor_id=visitor_id,
        email=email,
        is_download=generator.random() < _SHARE_CONTENT_DOWNLOADS,
        content=str(generator.choice(creatives)) if creatives else None,
    )


def _anonymous_visits(generator: np.random.Generator, *, world: World) -> list[_Visit]:
    visits = []
    for number in range(int(len(world.persons) * _ANONYMOUS_VISITOR_SHARE)):
        day = int(generator.integers(0, DAY_COUNT - 30))
        has_cookie = generator.random() >= _SHARE_WITHOUT_COOKIE
        for step in range(1 + int(generator.poisson(0.8))):
            later_day = day + step * int(generator.integers(1, 8))
            moment = business_moment(generator, day=min(later_day, DAY_COUNT - 1))
            touch = _anonymous_touch(generator, moment=moment, campaigns=world.campaigns)
            visitor_id = f"visitor-9{number:04d}" if has_cookie else None
            visits.append(_visit(generator, touch=touch, visitor_id=visitor_id, email=None))
    return visits


def _anonymous_touch(
    generator: np.random.Generator, *, moment: datetime, campaigns: tuple[Campaign, ...]
) -> Touch:
    name = draw_kind(generator, progress=0.0)
    if KINDS[name].sink != "web":
        name = "google_organic"
    running = (
        each
        for each in campaigns
        if each.kind == name and each.started_on <= moment.date() <= each.ended_on
    )
    return Touch(moment, name, next(running, None))


def _row(visit: _Visit, *, number: int) -> dict[str, object]:
    kind = KINDS[visit.touch.kind]
    touchpoint_type, landing_page = "web_visit", kind.landing_page
    if visit.touch.is_capture:
        touchpoint_type, landing_page = "form_submission", "/demo"
    elif kind.medium == "email":
        touchpoint_type = "email_click"
    elif visit.is_download:
        touchpoint_type, landing_page = "content_download", "/report"
    return {
        "touchpoint_id": f"web-{number + 1:06d}",
        "person_id": visit.visitor_id,
        "email": visit.email,
        "touched_at": visit.touch.touched_at,
        "touchpoint_type": touchpoint_type,
        "source": kind.source,
        "medium": kind.medium,
        "campaign_id": visit.touch.campaign.campaign_id if visit.touch.campaign else None,
        "content": visit.content,
        "landing_page": WEB_SITE + landing_page,
    }
