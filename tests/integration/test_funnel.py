"""The funnel on real and on random exports, counted again in plain Python from the raw rows."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

SYSTEM = "salesforce_tcrm_workshop"
ORDER = ("awareness", "interest", "consideration", "decision", "customer")
RULE_BASED = {"data_driven_attribution": False}
COUNTS = ("entered_count", "advanced_count", "lost_count", "open_count")
NO_TESTS = ["resource_type:test"]
CREDITED = {"select": ["+path:models/marts/funnel"], "exclude": NO_TESTS}
COUNTED = {"select": ["+rpt_funnel_conversion", "+fct_funnel_stage_changes"], "exclude": NO_TESTS}

Balance = dict[str, tuple[int, int, int, int]]


def reported(connection: duckdb.DuckDBPyConnection) -> Balance:
    """Stage -> entered, advanced, lost and open, over all cohorts of the slice of all."""
    rows = connection.execute(
        f"""
        select funnel_stage, {", ".join(f"sum({count})::int" for count in COUNTS)}
        from marts.rpt_funnel_conversion
        where segment_type = '(all)' and channel = '(all)'
        group by funnel_stage
        """
    ).fetchall()
    return {row[0]: tuple(row[1:]) for row in rows}


def balanced(furthest: Sequence[tuple[int, bool]]) -> Balance:
    """The same from how far each subject ever came (1 to 5) and whether it is lost.

    Nobody skips a stage, so whoever came as far as a stage entered it and each one before.
    """
    found: Balance = {}
    for place, stage in enumerate(ORDER, start=1):
        entered = sum(reach >= place for reach, _ in furthest)
        advanced = sum(reach > place for reach, _ in furthest)
        lost = sum(reach == place and is_lost for reach, is_lost in furthest)
        if entered:
            found[stage] = (entered, advanced, lost, entered - advanced - lost)
    return found


# --- Real: 4 833 opportunities without a history, 4 413 of them closed before they were created ---


@pytest.fixture(scope="module")
def workshop(
    shared: Path,
    link_exports: Callable[..., Path],
    build_project: Callable[..., duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    folder = shared / "data" / SYSTEM
    exports = link_exports(SYSTEM, {path.name: path for path in folder.glob("*.csv")})
    return build_project(exports, RULE_BASED, **CREDITED)


@pytest.fixture(scope="module")
def opportunities(
    shared: Path, read_csv: Callable[[Path], list[dict[str, str]]]
) -> list[dict[str, str]]:
    return read_csv(shared / "data" / SYSTEM / "Opportunity.csv")


def stages_of_opportunities(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(
        connection.execute(
            """
            select funnel_stage, count(*) from marts.fct_funnel_stage_changes
            where is_current and subject_type = 'opportunity' group by funnel_stage
            """
        ).fetchall()
    )


def test_every_opportunity_stands_where_its_record_says(
    workshop: duckdb.DuckDBPyConnection, opportunities: list[dict[str, str]]
) -> None:
    won = sum(row["IsWon"] == "1" for row in opportunities)
    lost = sum(row["IsClosed"] == "1" and row["IsWon"] != "1" for row in opportunities)
    assert (won, lost, len(opportunities)) == (986, 3434, 4833)
    standing = stages_of_opportunities(workshop)
    assert (standing["customer"], standing["loss"]) == (won, lost)
    assert sum(standing.values()) - won - lost == 413


def test_the_counts_of_opportunities_are_plain_counts(
    workshop: duckdb.DuckDBPyConnection, opportunities: list[dict[str, str]]
) -> None:
    """Without a history nothing tells how far a lost deal came: it was opened, so considered."""
    furthest = {
        "Closed Won": (5, False),
        "Closed Lost": (3, True),
        "Qualification": (3, False),
        "Discovery": (3, False),
        "Proposal/Quote": (4, False),
        "Negotiation": (4, False),
    }
    expected = balanced([furthest[row["StageName"]] for row in opportunities])
    # 986 won and 140 + 150 in decision of 4 833; 43 + 80 still in consideration.
    assert expected["consideration"] == (4833, 986 + 290, 3434, 123)
    assert expected["decision"] == (986 + 290, 986, 0, 290)
    rows = workshop.execute(
        f"""
        select funnel_stage, {", ".join(f"sum({count})::int" for count in COUNTS)}
        from marts.rpt_funnel_conversion
        where segment_type = 'subject_type' and segment_value = 'opportunity'
            and channel = '(all)'
        group by funnel_stage
        """
    ).fetchall()
    assert {row[0]: tuple(row[1:]) for row in rows} == expected


def test_a_close_before_the_opening_is_flagged_and_takes_no_time(
    workshop: duckdb.DuckDBPyConnection, opportunities: list[dict[str, str]]
) -> None:
    wrong = sum(
        row["IsClosed"] == "1" and row["CloseDate"] < row["CreatedDate"][:10]
        for row in opportunities
    )
    flagged = workshop.execute(
        """
        select count(*) from marts.fct_funnel_stage_changes
        where subject_type = 'opportunity' and entered_at_basis = 'closed' and is_out_of_order
        """
    ).fetchall()
    assert flagged == [(wrong,)]
    assert workshop.execute(
        "select count(*) from marts.fct_funnel_stage_changes where days_in_stage < 0"
    ).fetchall() == [(0,)]


def test_what_was_lost_and_what_is_open_add_up_to_the_amounts_of_the_file(
    workshop: duckdb.DuckDBPyConnection, opportunities: list[dict[str, str]]
) -> None:
    def amount(rows: Sequence[Mapping[str, str]]) -> Decimal:
        return sum((Decimal(row["Amount"] or 0) for row in rows), Decimal(0))

    lost = [row for row in opportunities if row["IsClosed"] == "1" and row["IsWon"] != "1"]
    still_open = [row for row in opportunities if row["IsClosed"] != "1"]
    assert workshop.execute(
        """
        select sum(lost_count), sum(lost_amount) from marts.rpt_loss_reasons
        where lost_from_stage = 'consideration'
        """
    ).fetchall() == [(len(lost), amount(lost))]
    weighted = sum(
        (Decimal(row["Amount"] or 0) * int(row["Probability"]) / 100 for row in still_open),
        Decimal(0),
    )
    assert workshop.execute(
        """
        select sum(attributed_opportunities), sum(attributed_amount), sum(weighted_amount)
        from marts.rpt_open_pipeline where attribution_model = 'first_touch'
        """
    ).fetchall() == [(len(still_open), amount(still_open), pytest.approx(weighted, abs=1))]


# --- Random: any order of stages, dates missing or wrong, losses re-opened ------------------------

STAGES = {"Prospecting": 3, "Needs Analysis": 3, "Negotiation/Review": 4, "Closed Lost": 0}
LIFECYCLE = {"subscriber": 1, "lead": 2, "MQL": 2, "SQL": 3, "odd": 0}


def instant(chance: random.Random) -> str:
    day = datetime(2023, 1, 1) + timedelta(minutes=chance.randrange(700 * 24 * 60))
    return day.isoformat(sep=" ")


def csv_text(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    return "\n".join([",".join(columns), *(",".join(map(str, row)) for row in rows)]) + "\n"


def random_exports(chance: random.Random) -> tuple[dict[str, str], list[tuple[int, bool]]]:
    """Neutral files, and how far each subject in them came and whether it is lost."""
    opportunities, changes, persons, person_changes, touches, orders = [], [], [], [], [], []
    creations: list[tuple[str, str, str, str]] = []
    furthest: list[tuple[int, bool]] = []
    for number in range(60):
        history = [chance.choice(list(STAGES)) for _ in range(chance.randrange(5))]
        dates = sorted(instant(chance) for _ in history)
        state = chance.choice(["won", "lost", "open"])
        last = history[-1] if history else chance.choice(["Prospecting", "Weird", ""])
        if state == "open" and last == "Closed Lost":
            last = "Prospecting"
        stage = {"won": "Closed Won", "lost": "Closed Lost", "open": last}[state]
        created = chance.choice(["", instant(chance)])
        person = chance.choice(["", f"o{number}"])
        if person:
            persons.append((person, instant(chance)))
        closed = chance.choice(["", instant(chance)])
        source = chance.choice(["", "Web", "Fair"])
        opportunities.append(
            (number, person, stage, 100, state != "open", state == "won", source, created, closed)
        )
        changes += [(number, *change) for change in zip(history, dates, strict=True)]
        reach = max([3, *(STAGES[name] for name in history), STAGES.get(stage, 0)])
        furthest.append((5 if state == "won" else reach, state == "lost"))
        if person and chance.random() < 0.5:
            # Who became a lead on a later day than it was opened on is a lead once more.
            creations.append((f"o{number}", person, "", instant(chance)))
            opened = created or next(iter(dates), closed)
            if opened[:10] < creations[-1][-1][:10]:
                furthest.append((2, False))
    for number in range(60):
        person = f"l{number}"
        persons.append((person, instant(chance)))
        history = [chance.choice(list(LIFECYCLE)) for _ in range(chance.randrange(1, 4))]
        dates = sorted(instant(chance) for _ in history)
        person_changes += [(person, *change) for change in zip(history, dates, strict=True)]
        reach = max(LIFECYCLE[name] for name in history)
        if chance.random() < 0.3:
            orders.append((f"{number}", person, 10, "2025-06-01 00:00:00"))
            reach = 5
        if chance.random() < 0.5:
            # However often its creation is exported, among whatever stages, it is one subject.
            creations += [(f"l{number}{again}", person, "", instant(chance)) for again in "ab"]
            reach = max(reach, 2)
        touched = chance.random() < 0.5
        if touched:
            # Before everything else: it makes aware whoever no stage of the funnel is known of.
            touches.append((f"t{number}", person, "2022-12-01 00:00:00", "Email"))
        furthest.append((max(reach, int(touched)), False))
    for number in range(20):
        persons.append((f"b{number}", ""))
        orders += [(f"b{number}{again}", f"b{number}", 5, instant(chance)) for again in range(2)]
        furthest.append((5, False))
    for number in range(10):
        # Nobody has a record of these; the id of the creation is that of somebody else's record.
        creations.append((f"b{number}", "", f"e{number}@example.com", instant(chance)))
        furthest.append((2, False))
    files = {
        "opportunities": csv_text(
            "opportunity_id,person_id,stage_name,amount,is_closed,is_won,lead_source,created_at,"
            "closed_at".split(","),
            opportunities,
        ),
        "stage_changes": csv_text(["opportunity_id", "stage_name", "entered_at"], changes),
        "persons": csv_text(["person_id", "created_at"], persons),
        "person_stage_changes": csv_text(["person_id", "stage_name", "entered_at"], person_changes),
        "touchpoints": csv_text(["touchpoint_id", "person_id", "touched_at", "channel"], touches),
        "conversions": csv_text(
            ["conversion_id", "person_id", "email", "converted_at", "conversion_type"],
            [(*creation, "lead_created") for creation in creations],
        ),
        "orders": csv_text(["order_id", "person_id", "order_amount", "ordered_at"], orders),
    }
    return {f"crm/{name}.csv": text for name, text in files.items()}, furthest


@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**32 - 1))
def test_counts_balance_in_every_cohort_and_slice(
    build_project: Callable[..., duckdb.DuckDBPyConnection],
    write_exports: Callable[..., Path],
    seed: int,
) -> None:
    files, furthest = random_exports(random.Random(seed))
    built = build_project(write_exports(files), RULE_BASED, **COUNTED)
    unbalanced = built.execute(
        """
        select count(*) from marts.rpt_funnel_conversion
        where entered_count <> advanced_count + lost_count + open_count
        """
    ).fetchall()
    assert unbalanced == [(0,)]
    whole = reported(built)
    known = {stage: counts for stage, counts in whole.items() if stage != "(unmapped)"}
    assert known == balanced(furthest)

    # Whatever it is cut by, everybody is in one segment and one channel.
    sums = built.execute(
        f"""
        select segment_type, channel = '(all)', funnel_stage,
            {", ".join(f"sum({count})::int" for count in COUNTS)}
        from marts.rpt_funnel_conversion group by all
        """
    ).fetchall()
    assert len(sums) == 2 * 6 * len(whole)
    assert {row[2:] for row in sums} == {(stage, *counts) for stage, counts in whole.items()}

    entries = built.execute(
        """
        select subject_id, funnel_stage, visit_number from marts.fct_funnel_stage_changes
        order by subject_id, entry_number
        """
    ).fetchall()
    visits: Counter[tuple[str, str]] = Counter()
    for subject, stage, visit_number in entries:
        visits[subject, stage] += 1
        assert visit_number == visits[subject, stage]
