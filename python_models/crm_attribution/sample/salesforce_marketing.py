"""Campaign, CampaignMemberStatus and CampaignMember as Salesforce exports them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from crm_attribution.sample.company import LAST_DAY
from crm_attribution.sample.files import numbered_rows
from crm_attribution.sample.identifiers import salesforce_id
from crm_attribution.sample.kinds import EVENT_KINDS, KINDS
from crm_attribution.sample.salesforce_people import owner_id
from crm_attribution.sample.world import Campaign, Person, World

# Label and whether it counts as a response; the first one is the default of new members.
_STATUSES = {
    "linkedin_lead_form": (("Sent", False), ("Submitted Form", True)),
    "content_syndication": (("Sent", False), ("Downloaded", True)),
    "partner_campaign": (("Sent", False), ("Referred", True)),
    "webinar": (
        ("Sent", False),
        ("Registered", False),
        ("Attended", True),
        ("Watched Recording", True),
    ),
    "trade_show": (("Sent", False), ("Visited Booth", True)),
    "email_nurture": (("Sent", False), ("Opened", False), ("Clicked", True)),
    "direct_mail": (("Sent", False), ("Responded", True)),
    "dinner": (("Sent", False), ("Registered", False), ("Attended", True)),
}
# Kinds that reach people who never answer: share of those known by then, and the most.
_SHARE_UNANSWERED = 0.2
_MOST_UNANSWERED = {
    "email_nurture": 70,
    "webinar": 30,
    "trade_show": 35,
    "dinner": 14,
    "direct_mail": 45,
}


class _Membership(NamedTuple):
    person: Person
    campaign: Campaign
    status: str
    responded_at: datetime | None
    created_at: datetime


def build_campaign_table(world: World) -> pl.DataFrame:
    """One row per campaign of the tree."""
    rows = [
        {
            "Id": campaign.campaign_id,
            "IsDeleted": False,
            "Name": campaign.name,
            "ParentId": campaign.parent_id,
            "Type": campaign.campaign_type,
            "Status": "Completed" if campaign.ended_on < LAST_DAY else "In Progress",
            "StartDate": campaign.started_on,
            "EndDate": campaign.ended_on,
            "BudgetedCost": _money(campaign.budgeted_cost),
            "ActualCost": _money(campaign.actual_cost),
            "CurrencyIsoCode": campaign.currency_code,
            "IsActive": campaign.ended_on >= LAST_DAY,
            "OwnerId": owner_id(number),
            "CreatedDate": datetime.combine(campaign.started_on, time(10, 15)) - timedelta(days=40),
        }
        for number, campaign in enumerate(world.campaigns)
    ]
    return pl.DataFrame(rows, infer_schema_length=None).sort("Id")


def _money(amount: int | None) -> float | None:
    return None if amount is None else float(amount)


def build_member_statuses(world: World) -> pl.DataFrame:
    """One row per campaign and status its members may have."""
    rows = [
        {
            "CampaignId": campaign.campaign_id,
            "Label": label,
            "HasResponded": has_responded,
            "SortOrder": position + 1,
            "IsDefault": position == 0,
        }
        for campaign in world.campaigns
        for position, (label, has_responded) in enumerate(_STATUSES.get(campaign.kind or "", ()))
    ]
    return numbered_rows(rows, object_name="CampaignMemberStatus")


def build_members(world: World, *, generator: np.random.Generator) -> pl.DataFrame:
    """One row per person and campaign: those who answered, then those who were only sent something.

    Args:
        world: the simulation.
        generator: source of randomness.
    """
    answered = [
        _answered(generator, person=person, campaign=touch.campaign, responded_at=touch.touched_at)
        for person in world.persons
        for touch in person.touches
        if touch.campaign and KINDS[touch.kind].sink == "member"
    ]
    taken = {(each.person.number, each.campaign.campaign_id) for each in answered}
    members = sorted(
        answered + _unanswered(generator, world=world, taken=taken),
        key=lambda member: (member.created_at, member.person.number, member.campaign.campaign_id),
    )
    return pl.DataFrame(
        [_member_row(member, number=number) for number, member in enumerate(members)],
        infer_schema_length=None,
    )


def _answered(
    generator: np.random.Generator, *, person: Person, campaign: Campaign, responded_at: datetime
) -> _Membership:
    labels = [label for label, has_responded in _STATUSES[campaign.kind or ""] if has_responded]
    invited_at = responded_at - timedelta(minutes=int(generator.integers(10, 14 * 24 * 60)))
    known_at = min(each for each in (person.lead_created_at, person.contact_created_at) if each)
    created_at = max(known_at, invited_at)
    # A stranger answers before the record exists; everyone else is a member before answering.
    return _Membership(person, campaign, str(generator.choice(labels)), responded_at, created_at)


def _unanswered(
    generator: np.random.Generator, *, world: World, taken: set[tuple[int, str]]
) -> list[_Membership]:
    found = []
    for campaign in world.campaigns:
        most = _MOST_UNANSWERED.get(campaign.kind or "", 0)
        if not most:
            continue
        sent_at = _sent_at(generator, campaign=campaign)
        reachable = [
            person
            for person in world.persons
            if person.record_id_at(sent_at) and (person.number, campaign.campaign_id) not in taken
        ]
        count = min(most, int(len(reachable) * _SHARE_UNANSWERED))
        labels = [
            label for label, has_responded in _STATUSES[campaign.kind or ""] if not has_responded
        ]
        for index in sorted(generator.choice(len(reachable), size=count, replace=False).tolist()):
            # Nine in ten stay as sent; the others open or register and go no further.
            label = labels[0] if generator.random() < 0.9 else labels[-1]
            found.append(_Membership(reachable[index], campaign, label, None, sent_at))
    return found


def _sent_at(generator: np.random.Generator, *, campaign: Campaign) -> datetime:
    """Two weeks before an event; in the middle weeks of a campaign that runs for half a year."""
    shift = -14 if campaign.kind in EVENT_KINDS else int(generator.integers(60, 120))
    day: date = campaign.started_on + timedelta(days=shift)
    return datetime.combine(day, time(8, 30)) + timedelta(seconds=int(generator.integers(0, 3600)))


def _member_row(member: _Membership, *, number: int) -> dict[str, object]:
    record_id = member.person.record_id_at(member.created_at)
    is_contact = record_id == member.person.contact_id
    return {
        "Id": salesforce_id("CampaignMember", number=number),
        "IsDeleted": False,
        "CampaignId": member.campaign.campaign_id,
        "LeadId": None if is_contact else record_id,
        "ContactId": record_id if is_contact else None,
        "Status": member.status,
        "HasResponded": member.responded_at is not None,
        "FirstRespondedDate": member.responded_at.date() if member.responded_at else None,
        "CreatedDate": member.created_at,
    }
