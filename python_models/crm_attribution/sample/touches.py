"""When a person is touched, by what, and through which campaign."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np

from crm_attribution.sample.accounts import business_moment
from crm_attribution.sample.company import DAY_COUNT, FIRST_DAY
from crm_attribution.sample.kinds import EVENT_KINDS, KINDS, draw_kind
from crm_attribution.sample.world import Account, Campaign, Touch

# Expected number of touchpoints per person beyond the first, by part of the account's life.
_TOUCHES_OF_STRANGER = 1.4
_TOUCHES_BEFORE_FIRST_DEAL = 4.2
_TOUCHES_BEFORE_FURTHER_DEAL = 1.6
_TOUCHES_OF_CUSTOMER = 1.6
_DAYS_OF_STRANGER = 150
_DAYS_OF_CUSTOMER = 240


def draw_touches(
    generator: np.random.Generator,
    *,
    account: Account,
    campaigns: tuple[Campaign, ...],
    is_first: bool,
) -> tuple[Touch, ...]:
    """A person's touchpoints within the period, in order of time.

    Args:
        generator: source of randomness.
        account: whose awareness and deals give the journeys their begin and end.
        campaigns: the campaign tree; a touchpoint is tagged with one that ran on its day.
        is_first: whether the person is the one through whom the account became aware.
    """
    aware_day = (account.aware_at.date() - FIRST_DAY).days
    moments: list[tuple[int, float | None]] = []
    if not account.deals:
        moments += _journey(
            generator,
            begin=aware_day,
            end=aware_day + _DAYS_OF_STRANGER,
            expected=_TOUCHES_OF_STRANGER,
            latest_entry=0.0 if is_first else 0.5,
            furthest=0.6,
        )
    begin = aware_day
    for position, deal in enumerate(account.deals):
        end = max((deal.closed_on - FIRST_DAY).days, begin + 1)
        moments += _journey(
            generator,
            begin=begin,
            end=end,
            expected=_TOUCHES_BEFORE_FURTHER_DEAL if position else _TOUCHES_BEFORE_FIRST_DEAL,
            latest_entry=0.0 if is_first and not position else 0.7,
        )
        begin = end
    if account.deals and account.deals[-1].outcome != "open":
        for _ in range(int(generator.poisson(_TOUCHES_OF_CUSTOMER))):
            moments.append((begin + 1 + int(generator.integers(0, _DAYS_OF_CUSTOMER)), None))
    touches = [
        _draw_touch(generator, day=day, progress=progress, campaigns=campaigns)
        for day, progress in sorted(moments, key=lambda moment: moment[0])
        if 0 <= day < DAY_COUNT
    ]
    in_period = [
        touch for touch in touches if 0 <= (touch.touched_at.date() - FIRST_DAY).days < DAY_COUNT
    ]
    return tuple(sorted(in_period, key=lambda touch: (touch.touched_at, touch.kind)))


def _journey(
    generator: np.random.Generator,
    *,
    begin: int,
    end: int,
    expected: float,
    latest_entry: float,
    furthest: float = 1.0,
) -> list[tuple[int, float | None]]:
    """Days since `FIRST_DAY` and progress of the touchpoints of one journey of one person."""
    entry = generator.random() * latest_entry
    count = 1 + int(generator.poisson(expected))
    shares = np.sort(entry + (1 - entry) * generator.random(count))
    if latest_entry == 0:
        shares[0] = 0.0
    return [(begin + int(share * (end - begin)), float(share * furthest)) for share in shares]


def _draw_touch(
    generator: np.random.Generator,
    *,
    day: int,
    progress: float | None,
    campaigns: tuple[Campaign, ...],
) -> Touch:
    kind = draw_kind(generator, progress=progress)
    moment = business_moment(generator, day=day)
    if not KINDS[kind].has_campaign:
        return Touch(moment, kind, None)
    candidates = [campaign for campaign in campaigns if campaign.kind == kind]
    if kind in EVENT_KINDS:
        nearest = min(candidates, key=lambda campaign: _distance(campaign, moment.date()))
        if _distance(nearest, moment.date()) <= EVENT_KINDS[kind]:
            return Touch(_moment_at(generator, campaign=nearest), kind, nearest)
    else:
        running = [each for each in candidates if _distance(each, moment.date()) == 0]
        if running:
            return Touch(moment, kind, running[0])
    # No such event is near: the person comes by search instead.
    return Touch(moment, "google_organic", None)


def _distance(campaign: Campaign, day: date) -> int:
    """Days between a day and the campaign's nearest day, 0 while it runs."""
    return max((campaign.started_on - day).days, (day - campaign.ended_on).days, 0)


def _moment_at(generator: np.random.Generator, *, campaign: Campaign) -> datetime:
    day_count = (campaign.ended_on - campaign.started_on).days + 1
    day = campaign.started_on + timedelta(days=int(generator.integers(0, day_count)))
    second = int(generator.integers(9 * 3600, 20 * 3600))
    return datetime.combine(day, time()) + timedelta(seconds=second)
