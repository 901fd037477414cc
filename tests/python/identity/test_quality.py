"""The identity models on made-up people of whom it is known who is who."""

from pathlib import Path

import duckdb
import pytest

from crm_attribution.identity.generation import generate
from crm_attribution.identity.pipeline import run_models, write_world
from crm_attribution.identity.truth import score
from crm_attribution.identity.world import Noise

PROJECT = Path(__file__).resolve().parents[3]
PEOPLE = 40_000


def resolved(noise: Noise | None = None, *, people: int = PEOPLE, seed: int = 1):
    """A connection with the identity models of a made-up world."""
    connection = duckdb.connect()
    write_world(connection, generate(people, noise=noise, seed=seed))
    run_models(connection, project=PROJECT)
    return connection


@pytest.fixture(scope="module")
def realistic():
    with resolved() as connection:
        yield connection


def test_at_realistic_noise_98_of_100_pairs_are_found_and_98_of_100_found_are_true(realistic):
    scores = score(realistic)
    assert scores.true_pairs > PEOPLE
    assert scores.precision >= 0.98
    assert scores.recall >= 0.98


def test_without_noise_everybody_is_found_and_nobody_else():
    clean = Noise(
        other_email_rate=0,
        email_typo_rate=0,
        email_missing_rate=0,
        role_email_rate=0,
        phone_typo_rate=0,
        switchboard_rate=0,
        household_rate=0,
        member_typo_rate=0,
        reassigned_rate=0,
    )
    with resolved(clean, people=3_000) as connection:
        scores = score(connection)
    assert scores.true_pairs == scores.found_pairs == scores.common_pairs > 3_000


def test_switchboards_and_role_addresses_are_set_aside_and_listed():
    # Companies of 300: every switchboard and info@ is shared by more than any limit allows.
    crowded = Noise(company_size=300, role_email_rate=0.2, switchboard_rate=1, household_rate=0)
    with resolved(crowded, people=3_000) as connection:
        listed = connection.execute(
            "select key_type, count(*), min(degree) from int_identity__shared_keys_listed "
            "where reason = 'shared' group by key_type order by key_type"
        ).fetchall()
        largest = connection.execute(
            "select max(record_count) from (select count(*) as record_count "
            "from int_identity__persons_resolved where starts_with(node_id, 'crm|') "
            "group by person_id)"
        ).fetchall()[0][0]
    # 3 000 people, 60 % of them at 6 companies, each with one number and one address.
    assert [(kind, count) for kind, count, _ in listed] == [("email", 6), ("phone", 6)]
    assert min(degree for _, _, degree in listed) > 20
    assert largest < 30


def test_a_browser_that_changed_hands_belongs_to_whoever_was_named_last(realistic):
    # In visits that name nobody; the generator names each holder before or while they visit.
    right, wrong = realistic.execute(
        """
        with visits as (
            select
                '(cookie_id)|web|browser-' || browser as cookie_node_id,
                'crm|' || first_record as true_record,
                timestamp '2024-01-01' + to_seconds(seen_at) as seen_at
            from sightings
            inner join (
                select person, min(record) as first_record from records group by person
            ) using (person)
            where sightings.email < 0 and sightings.record < 0
        )
        select
            count(*) filter (periods.person_id = persons.person_id),
            count(*) filter (periods.person_id <> persons.person_id)
        from visits
        inner join int_identity__cookie_periods_listed as periods
            on visits.cookie_node_id = periods.cookie_node_id
            and visits.seen_at >= periods.valid_from and visits.seen_at < periods.valid_to
        inner join int_identity__persons_resolved as persons
            on visits.true_record = persons.node_id
        """
    ).fetchall()[0]
    assert right > 500
    # A slip in a person's address parts the address from the record.
    assert wrong / (right + wrong) < 0.05


def test_the_same_seed_makes_the_same_world_and_another_one_another():
    first, second = generate(500, seed=3), generate(500, seed=3)
    assert all(left.equals(right) for left, right in zip(first, second, strict=True))
    assert not generate(500, seed=4).records.equals(first.records)


def test_a_world_has_the_noise_it_was_asked_for():
    records = generate(PEOPLE, noise=Noise(duplicate_rate=0.3, email_missing_rate=0.1)).records
    assert 1 - PEOPLE / len(records) == pytest.approx(0.3, abs=0.01)
    assert (records["email"] < 0).mean() == pytest.approx(0.1, abs=0.01)


def test_a_world_without_people_is_refused():
    with pytest.raises(ValueError, match="person_count is 0"):
        generate(0)
