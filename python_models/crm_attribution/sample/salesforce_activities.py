"""Task and Event as Salesforce exports them: calls, sales e-mails and meetings."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import polars as pl

from crm_attribution.sample.company import LAST_DAY
from crm_attribution.sample.files import numbered_rows
from crm_attribution.sample.kinds import KINDS
from crm_attribution.sample.salesforce_people import owner_id
from crm_attribution.sample.world import Person, Touch, World

_SHARE_WITHOUT_PERSON = 0.08  # filed under the opportunity alone
_PLANNED_TASK_COUNT = 40
_SUBJECTS = {
    "call": ("Call", "Call: discovery", "Call: pricing, terms", 'Call: "quick question"'),
    "sales_email": ("Email: introduction", "Email: proposal", "Email: follow-up, next steps"),
    "meeting": ("Demo", "Workshop", "Meeting: business case", "Meeting: security review"),
}
_SUBTYPES = {"call": "Call", "sales_email": "Email"}


def build_activities(world: World, *, generator: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Tasks and events in order of time, by object.

    Args:
        world: the simulation.
        generator: source of randomness.
    """
    done = sorted(
        (
            (touch, person)
            for person in world.persons
            for touch in person.touches
            if KINDS[touch.kind].sink in _SUBJECTS
        ),
        key=lambda each: (each[0].touched_at, each[1].number),
    )
    tasks = [
        _task_row(generator, person=person, touch=touch, is_done=True)
        for touch, person in done
        if touch.kind in _SUBTYPES
    ]
    events = [
        _event_row(generator, person=person, touch=touch)
        for touch, person in done
        if touch.kind == "meeting"
    ]
    planned_at = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 15)
    chosen = generator.choice(
        len(world.persons), size=min(_PLANNED_TASK_COUNT, len(world.persons)), replace=False
    )
    tasks += [
        _task_row(
            generator,
            person=world.persons[index],
            touch=Touch(planned_at, "call", None),
            is_done=False,
        )
        for index in sorted(chosen.tolist())
    ]
    return {
        "Task": numbered_rows(tasks, object_name="Task"),
        "Event": numbered_rows(events, object_name="Event"),
    }


def _who_and_what(
    generator: np.random.Generator, *, person: Person, moment: datetime
) -> dict[str, str | None]:
    """The person's record, and the deal open by then, else the contact's account or nothing."""
    who_id = person.record_id_at(moment)
    deal_id = next(
        (
            deal.opportunity_id
            for deal in person.account.deals
            if deal.opened_at <= moment and moment.date() <= deal.closed_on
        ),
        None,
    )
    is_lead = who_id == person.lead_id
    if deal_id and not is_lead:
        without_person = generator.random() < _SHARE_WITHOUT_PERSON
        return {"WhoId": None if without_person else who_id, "WhatId": deal_id}
    # Salesforce relates a lead's activities to nothing else.
    what_id = None if is_lead or generator.random() < 0.4 else person.account.account_id
    return {"WhoId": who_id, "WhatId": what_id}


def _task_row(
    generator: np.random.Generator, *, person: Person, touch: Touch, is_done: bool
) -> dict[str, object]:
    planned_for = touch.touched_at.date() + timedelta(days=int(generator.integers(1, 30)))
    subtype = _SUBTYPES[touch.kind]
    return {
        "IsDeleted": False,
        **_who_and_what(generator, person=person, moment=touch.touched_at),
        "Subject": str(generator.choice(_SUBJECTS[touch.kind])),
        "ActivityDate": touch.touched_at.date() if is_done else planned_for,
        "Status": "Completed" if is_done else "Not Started",
        "Type": subtype,
        "TaskSubtype": subtype,
        "CallType": str(generator.choice(("Outbound", "Inbound"), p=(0.8, 0.2)))
        if subtype == "Call" and is_done
        else None,
        "OwnerId": owner_id(person.account.number),
        "CreatedDate": touch.touched_at,
    }


def _event_row(
    generator: np.random.Generator, *, person: Person, touch: Touch
) -> dict[str, object]:
    # Calendars know quarter hours only.
    started_at = touch.touched_at.replace(minute=touch.touched_at.minute // 15 * 15, second=0)
    minutes = int(generator.choice((30, 45, 60, 90)))
    booked_before = timedelta(
        days=int(generator.integers(1, 15)), seconds=int(generator.integers(0, 7200))
    )
    return {
        "IsDeleted": False,
        **_who_and_what(generator, person=person, moment=touch.touched_at),
        "Subject": str(generator.choice(_SUBJECTS["meeting"])),
        "Type": "Meeting",
        "ActivityDate": started_at.date(),
        "StartDateTime": started_at,
        "EndDateTime": started_at + timedelta(minutes=minutes),
        "DurationInMinutes": minutes,
        "OwnerId": owner_id(person.account.number),
        "CreatedDate": started_at - booked_before,
    }
