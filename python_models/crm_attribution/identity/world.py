"""What a made-up world of people, records and browsers is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

NONE = -1


@dataclass(frozen=True)
class Noise:
    """How untidy the made-up exports are; all shares are 0 to 1.

    Attributes:
        duplicate_rate: Records beyond a person's first, of all records.
        declared_rate: Of these, the leads and merged records that the CRM itself has linked. Left
            are 12 % of all records; audits of CRMs find 10 to 25 % (Verum, "duplicate detection")
            or 10 to 30 % (LeanScale, "CRM deduplication").
        other_email_rate: Duplicates under the person's second address.
        email_typo_rate: Addresses mistyped. ZeroBounce, of 4 billion: 1-3 % of a list; a sign-up
            form seen from inside: 1 %.
        email_missing_rate: Records without an address, which then have a phone.
        role_email_rate: Records under the company's info@ address.
        phone_rate: Records with a phone.
        phone_typo_rate: Phones mistyped.
        switchboard_rate: Phones of company people that are the company's.
        household_rate: Phones of private people that they share with one other person.
        member_rate: People with a member number.
        member_number_rate: Records of members that carry it.
        member_typo_rate: Member numbers mistyped so that they are another's.
        company_rate: People who are known at a company.
        company_size: Mean people known per company.
        browsers: Mean browsers per person. comScore (2007): 2.5 first-party cookies per computer
            and month, as 31 % clear them.
        identified_rate: Browsers in which their person was named at least once.
        reassigned_rate: Identified browsers that a second person takes over and is named in.
        record_sighting_rate: Sightings that name a record and no address.
        click_rate: Contacts that carry the click of a browser that was never named otherwise.
    """

    duplicate_rate: float = 0.3
    declared_rate: float = 0.6
    other_email_rate: float = 0.01
    email_typo_rate: float = 0.01
    email_missing_rate: float = 0.03
    role_email_rate: float = 0.005
    phone_rate: float = 0.6
    phone_typo_rate: float = 0.01
    switchboard_rate: float = 0.2
    household_rate: float = 0.1
    member_rate: float = 0.3
    member_number_rate: float = 0.8
    member_typo_rate: float = 0.001
    company_rate: float = 0.6
    company_size: float = 5.0
    browsers: float = 1.0
    identified_rate: float = 0.4
    reassigned_rate: float = 0.03
    record_sighting_rate: float = 0.2
    click_rate: float = 0.01


class World(NamedTuple):
    """What was made up; -1 stands for nothing, every key is a number.

    Attributes:
        records: One row per record: record, person, record_type, created_at (seconds), email,
            phone, member, converted_to, merged_into.
        sightings: One row per visit: browser, person, record, email, seen_at (seconds); record and
            email are those the visit names.
        clicks: One row per click that a contact carries: record, browser, click, seen_at.
    """

    records: pl.DataFrame
    sightings: pl.DataFrame
    clicks: pl.DataFrame
