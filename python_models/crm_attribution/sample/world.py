"""What the simulation makes, before it is written the way each system exports it.

Every time is UTC without a zone; money is in the record's own currency, in whole units.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign; `kind` is the touchpoint kind it makes, None for a programme or a strategy."""

    campaign_id: str
    parent_id: str | None
    name: str
    campaign_type: str
    kind: str | None
    started_on: date
    ended_on: date
    budgeted_cost: int | None
    actual_cost: int | None
    currency_code: str


@dataclass(frozen=True, slots=True)
class Deal:
    """A sales opportunity's course; `closed_on` is planned while `outcome` is open."""

    opportunity_id: str
    opened_at: datetime
    closed_on: date
    outcome: str
    amount: int
    opportunity_type: str


@dataclass(frozen=True, slots=True)
class Account:
    """A company that may buy, with its deals in order of time."""

    number: int
    account_id: str
    name: str
    domain: str
    industry: str
    currency_code: str
    employee_count: int
    aware_at: datetime
    deals: tuple[Deal, ...]


@dataclass(frozen=True, slots=True)
class Touch:
    """One dated contact of a person with the company; `campaign` is None where none was tagged."""

    touched_at: datetime
    kind: str
    campaign: Campaign | None
    is_capture: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Someone at an account: a lead, a contact, or a lead that became a contact."""

    number: int
    account: Account
    first_name: str
    last_name: str
    email: str
    lead_source: str
    lead_id: str | None
    lead_created_at: datetime | None
    contact_id: str | None
    contact_created_at: datetime | None
    is_stitched: bool
    touches: tuple[Touch, ...]

    def record_id_at(self, moment: datetime) -> str | None:
        """Id of the person's live CRM record at that moment, None before there was one."""
        if self.contact_created_at and moment >= self.contact_created_at:
            return self.contact_id
        if self.lead_created_at and moment >= self.lead_created_at:
            return self.lead_id
        return None


@dataclass(frozen=True, slots=True)
class World:
    """Everything that happened."""

    campaigns: tuple[Campaign, ...]
    accounts: tuple[Account, ...]
    persons: tuple[Person, ...]
