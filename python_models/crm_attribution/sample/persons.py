"""People of an account and everything that touched them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from crm_attribution.sample.accounts import business_moment
from crm_attribution.sample.company import DAY_COUNT, FIRST_DAY, FIRST_NAMES, LAST_NAMES
from crm_attribution.sample.identifiers import salesforce_id
from crm_attribution.sample.kinds import KINDS
from crm_attribution.sample.touches import draw_touches
from crm_attribution.sample.world import Account, Campaign, Person, Touch

_LARGEST_PERSON_COUNT = 6
_SHARE_CONTACT_ONLY = 0.22  # of the people of an account with a deal: entered by sales
_SHARE_FREE_MAIL = 0.07
_SHARE_STITCHED = 0.12  # known to the web tracker by a visitor id until a form names them
# What a stranger does instead of what needs a CRM record, in turn.
_STRANGER_KINDS = (
    "direct",
    "google_organic",
    "chatgpt",
    "direct",
    "review_site",
    "google_organic",
    "linkedin_social",
)
_SHARE_CAPTURED_BY_VISIT = 0.35  # web visits that end in a form


def draw_persons(
    generator: np.random.Generator, *, account: Account, campaigns: tuple[Campaign, ...]
) -> tuple[Person, ...]:
    """The people of an account, each with touchpoints in order of time.

    Args:
        generator: source of randomness of this account alone.
        account: where they work.
        campaigns: the campaign tree.
    """
    highest = _LARGEST_PERSON_COUNT if account.deals else 2
    person_count = int(generator.integers(2 if account.deals else 1, highest + 1))
    name_numbers = generator.choice(len(FIRST_NAMES), size=person_count, replace=False)
    return tuple(
        _draw_person(
            generator,
            number=account.number * _LARGEST_PERSON_COUNT + position,
            first_name=FIRST_NAMES[int(name_number)],
            is_first=position == 0,
            account=account,
            campaigns=campaigns,
        )
        for position, name_number in enumerate(name_numbers)
    )


def _draw_person(
    generator: np.random.Generator,
    *,
    number: int,
    first_name: str,
    is_first: bool,
    account: Account,
    campaigns: tuple[Campaign, ...],
) -> Person:
    last_name = str(generator.choice(LAST_NAMES))
    mailbox = _plain_letters(f"{first_name}.{last_name}")
    has_free_mail = generator.random() < _SHARE_FREE_MAIL
    is_stitched = generator.random() < _SHARE_STITCHED
    is_contact_only = bool(account.deals) and generator.random() < _SHARE_CONTACT_ONLY
    person = Person(
        number=number,
        account=account,
        first_name=first_name,
        last_name=last_name,
        email=f"{mailbox}{number}@example.com" if has_free_mail else f"{mailbox}@{account.domain}",
        lead_source="Other",
        lead_id=None,
        lead_created_at=None,
        contact_id=None,
        contact_created_at=None,
        is_stitched=is_stitched and not is_contact_only,
        touches=draw_touches(generator, account=account, campaigns=campaigns, is_first=is_first),
    )
    if is_contact_only:
        delay = timedelta(minutes=int(generator.integers(5, 30 * 24 * 60)))
        person = _as_contact(person, created_at=account.deals[0].opened_at + delay)
    else:
        person = _convert(generator, person=_capture(generator, person=person))
    return replace(person, touches=_possible_touches(person))


def _plain_letters(text: str) -> str:
    """Lower case without accents, apostrophes and blanks: what a mailbox is called."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return letters.lower().replace("'", "").replace(" ", "")


def _capture(generator: np.random.Generator, *, person: Person) -> Person:
    """Makes a lead of the person at the first touchpoint that names them, else at the first one."""
    open_to_strangers = [touch for touch in person.touches if not KINDS[touch.kind].needs_record]
    if not open_to_strangers:
        # A bought list: a lead that nothing touched before.
        created_at = business_moment(
            generator, day=(person.account.aware_at.date() - FIRST_DAY).days
        )
        return replace(
            person,
            lead_source="Purchased List",
            lead_id=salesforce_id("Lead", number=person.number),
            lead_created_at=created_at,
        )
    capture = next(
        (
            touch
            for touch in open_to_strangers
            if KINDS[touch.kind].sink == "member" or generator.random() < _SHARE_CAPTURED_BY_VISIT
        ),
        open_to_strangers[0],
    )
    return replace(
        person,
        lead_source=KINDS[capture.kind].lead_source,
        lead_id=salesforce_id("Lead", number=person.number),
        # The form is written a moment after the visit that led to it.
        lead_created_at=capture.touched_at + timedelta(seconds=int(generator.integers(20, 240))),
        touches=tuple(
            replace(touch, is_capture=True) if touch is capture else touch
            for touch in person.touches
        ),
    )


def _convert(generator: np.random.Generator, *, person: Person) -> Person:
    """Makes a contact of most leads of accounts with a deal, and of a few others."""
    assert person.lead_created_at is not None
    later_deals = [deal for deal in person.account.deals if deal.opened_at > person.lead_created_at]
    chance = 0.85 if later_deals else 0.6 if person.account.deals else 0.12
    if generator.random() >= chance:
        return person
    delay = timedelta(days=int(generator.integers(1, 20)), minutes=int(generator.integers(0, 300)))
    # Sales converts the lead and opens the deal in one step.
    converted_at = later_deals[0].opened_at if later_deals else person.lead_created_at + delay
    return _as_contact(person, created_at=converted_at)


def _as_contact(person: Person, *, created_at: datetime) -> Person:
    if (created_at.date() - FIRST_DAY).days >= DAY_COUNT:
        return person
    return replace(
        person,
        contact_id=salesforce_id("Contact", number=person.number),
        contact_created_at=created_at,
    )


def _possible_touches(person: Person) -> tuple[Touch, ...]:
    """Touches a stranger cannot have become visits; so does a second answer to one campaign."""
    touches: list[Touch] = []
    answered: set[str] = set()
    for position, touch in enumerate(person.touches):
        kind = KINDS[touch.kind]
        record_id = person.record_id_at(touch.touched_at)
        is_member = kind.sink == "member"
        is_impossible = record_id is None and (kind.needs_record or is_member)
        campaign_id = touch.campaign.campaign_id if touch.campaign else ""
        if is_impossible and not touch.is_capture:
            instead = _STRANGER_KINDS[(person.number + position) % len(_STRANGER_KINDS)]
            touch = replace(touch, kind=instead, campaign=None)
        elif is_member and campaign_id in answered:
            touch = replace(touch, kind="direct", campaign=None)
        elif is_member:
            answered.add(campaign_id)
        touches.append(touch)
    return tuple(touches)
