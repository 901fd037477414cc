"""Makes up people, the records and browsers they leave behind, and tells who is who."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crm_attribution.identity.world import NONE, Noise, World

PRIVATE_COMPANY = -1
DAY_SECONDS = 86_400
OBSERVED_DAYS = 730


def generate(person_count: int, *, noise: Noise | None = None, seed: int = 1) -> World:
    """Make up people with their records and browsers, and who is who.

    Args:
        person_count: How many people, at least 1.
        noise: How untidy; realistic by default.
        seed: Start of the random numbers; the same seed gives the same world.

    Returns:
        Records and visits, each with the person it truly is.

    Raises:
        ValueError: ``person_count`` is not positive.

    Source:
        Febrl (Christen 2008): originals, then duplicates with errors of given rates, as labelled
        truth for record linkage.

    Example:
        >>> world = generate(100, seed=1)
        >>> world.records["person"].n_unique()
        100
    """
    if person_count < 1:
        raise ValueError(f"person_count is {person_count}; allowed are whole numbers from 1")
    noise = noise or Noise()
    random = np.random.default_rng(seed)
    companies = max(1, round(person_count * noise.company_rate / noise.company_size))
    company = random.integers(0, companies, person_count)
    company[random.random(person_count) >= noise.company_rate] = PRIVATE_COMPANY
    records = _records(company, noise, random)
    sightings, clicks = _visits(records, person_count, noise, random)
    return World(records, sightings, clicks)


def _records(company: NDArray[np.int64], noise: Noise, random: np.random.Generator) -> pl.DataFrame:
    count = len(company)
    # Records per person are geometric, so that duplicates are the given share of all of them.
    person = np.repeat(np.arange(count), random.geometric(1 - noise.duplicate_rate, count))
    size = len(person)
    is_first = np.r_[True, person[1:] != person[:-1]]
    first = np.maximum.accumulate(np.where(is_first, np.arange(size), 0))

    def chance(rate: float) -> NDArray[np.bool_]:
        return random.random(size) < rate

    unique = np.arange(size)
    is_private = company[person] == PRIVATE_COMPANY
    # Every kind of number has a range of its own: addresses, second ones, slips, role addresses.
    email = np.where(~is_first & chance(noise.other_email_rate), count + person, person)
    email = np.where(chance(noise.email_typo_rate), 2 * count + unique, email)
    is_role = ~is_private & chance(noise.role_email_rate)
    email = np.where(is_role, 2 * count + size + company[person], email)
    is_unreachable = chance(noise.email_missing_rate)
    email = np.where(is_unreachable, NONE, email)
    phone = np.where(is_private & chance(noise.household_rate), count + person // 2, person)
    is_switchboard = ~is_private & chance(noise.switchboard_rate)
    phone = np.where(is_switchboard, 2 * count + size + company[person], phone)
    phone = np.where(chance(noise.phone_typo_rate), 2 * count + unique, phone)
    # Whoever was entered without an address was entered with a phone.
    phone = np.where(is_unreachable | chance(noise.phone_rate), phone, NONE)
    member = np.where(chance(noise.member_typo_rate), random.integers(0, count, size), person)
    is_member = (random.random(count) < noise.member_rate)[person]
    member = np.where(is_member & chance(noise.member_number_rate), member, NONE)
    is_declared = ~is_first & chance(noise.declared_rate)
    is_converted = is_declared & chance(0.7)
    return pl.DataFrame(
        {
            "record": unique,
            "person": person,
            "record_type": np.where(is_first | (is_declared & ~is_converted), "contact", "lead"),
            "created_at": random.integers(0, OBSERVED_DAYS * DAY_SECONDS, size),
            "email": email,
            "phone": phone,
            "member": member,
            "converted_to": np.where(is_converted, first, NONE),
            "merged_into": np.where(is_declared & ~is_converted, first, NONE),
        }
    )


def _visits(
    records: pl.DataFrame, person_count: int, noise: Noise, random: np.random.Generator
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Four visits per browser: the second names someone in identified ones, others nobody."""
    person = np.repeat(np.arange(person_count), random.poisson(noise.browsers, person_count))
    size = len(person)
    is_identified = random.random(size) < noise.identified_rate
    is_handed_on = is_identified & (random.random(size) < noise.reassigned_rate)
    later = np.where(is_handed_on, random.integers(0, person_count, size), person)
    start = random.integers(0, OBSERVED_DAYS * DAY_SECONDS, size)
    first_record = np.flatnonzero(np.diff(records["person"].to_numpy(), prepend=-1))
    own_email = records["email"].to_numpy()[first_record]
    visits = []
    for step, holder in enumerate((person, person, later, later)):
        is_named = is_identified & (step == 1) | is_handed_on & (step == 2)
        names_record = random.random(size) < noise.record_sighting_rate
        email = np.where(own_email[holder] == NONE, holder, own_email[holder])
        visits.append(
            pl.DataFrame(
                {
                    "browser": np.arange(size),
                    "person": holder,
                    "record": np.where(is_named & names_record, first_record[holder], NONE),
                    "email": np.where(is_named & ~names_record, email, NONE),
                    "seen_at": start + step * DAY_SECONDS * 7,
                }
            )
        )
    clicked = np.flatnonzero(~is_identified & (random.random(size) < noise.click_rate))
    clicks = pl.DataFrame(
        {
            "record": first_record[person[clicked]],
            "browser": clicked,
            "click": np.arange(len(clicked)),
            "seen_at": start[clicked],
        }
    )
    return pl.concat(visits), clicks
