"""The comparison of paths and its macros: the SQL, rendered without dbt, on DuckDB, against others.

Oracles: statsmodels (StratifiedTable, multipletests, confidence intervals) and scipy.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import jinja2
import numpy as np
import pytest
from scipy.stats import chi2, norm
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

MACROS = Path(__file__).resolve().parents[3] / "macros"
VARIABLES = {"interval_level": 0.95, "reporting_currency": "USD", "money_digits": 2}
SMALLEST_ROOM = 5


class _Returned(Exception):
    """What dbt's return() hands back in place of the text that a macro prints."""


def macro(name: str) -> Callable[..., Any]:
    """The macro of this name as Python may call it, as dbt would."""

    def return_(value: Any) -> None:
        raise _Returned(value)

    def call(*arguments: Any) -> Any:
        context = {
            "crm_attribution": SimpleNamespace(
                **{path.stem: macro(path.stem) for path in MACROS.glob("*/*.sql")}
            ),
            "var": VARIABLES.__getitem__,
            "return": return_,
        }
        (source,) = MACROS.glob(f"*/{name}.sql")
        environment = jinja2.Environment(extensions=["jinja2.ext.do"])
        template = environment.from_string(source.read_text(encoding="utf-8"), globals=context)
        try:
            return getattr(template.module, name)(*arguments)
        except _Returned as returned:
            return returned.args[0]

    return call


@cache
def comparison() -> str:
    return macro("compared_journeys")("totals", "path", "path_length")


def compared(totals: list[tuple[str, int, int, int, float]]) -> dict[str, dict[str, Any]]:
    """By path, what the macro gives for (path, length, journeys, conversions, value)."""
    rows = ", ".join(
        f"('order', '{path}', {length}, 1, {n}, {x}, {value:.2f}::decimal(28, 2))"
        for path, length, n, x, value in totals
    )
    with duckdb.connect() as connection:
        relation = connection.sql(
            f"""
            with totals as (
                select * from (values {rows}) as _ (
                    conversion_type, path, journey_length, path_length, journey_count,
                    conversion_count, conversion_value
                )
            ),
            {comparison()}
            select * from compared_journeys
            """
        )
        names = relation.columns
        found = [dict(zip(names, row, strict=True)) for row in relation.fetchall()]
    return {row["path"]: row for row in found}


def drawn(seed: int) -> list[tuple[str, int, int, int, float]]:
    """12 paths over 4 lengths; some lack a length, some convert never or always."""
    random = np.random.default_rng(seed)
    totals = []
    for path in range(12):
        rate = random.choice([0.0, 0.05, 0.2, 0.3, 1.0], p=[0.05, 0.3, 0.3, 0.3, 0.05])
        for length in range(1, 5):
            n = int(random.geometric(1 / random.choice([3, 40, 400])))
            if random.random() < 0.8:
                x = int(random.binomial(n, min(1, rate * (1 + length / 10))))
                totals.append((f"path {path}", length, n, x, float(x * random.integers(0, 9))))
    return totals


def tables(totals: list[tuple[str, int, int, int, float]], path: str) -> list[np.ndarray]:
    """Per length of the path a table of it and the others, by converted and not."""
    found = []
    for length in sorted({row[1] for row in totals if row[0] == path}):
        n, x = np.sum([row[2:4] for row in totals if row[:2] == (path, length)], axis=0)
        all_n, all_x = np.sum([row[2:4] for row in totals if row[1] == length], axis=0)
        found.append(np.array([[x, n - x], [all_x - x, all_n - n - all_x + x]], dtype=float))
    return found


@pytest.mark.parametrize("seed", range(10))
def test_lift_and_p_value_are_those_of_stratified_tables(seed: int) -> None:
    totals = drawn(seed)
    found = compared(totals)
    assert set(found) == {row[0] for row in totals}
    for path, row in found.items():
        strata = [table for table in tables(totals, path) if table[1].sum() > 0]
        others = sum(table[1, 0] * table[0].sum() / table.sum() for table in strata)
        if others == 0:
            assert row["lift"] is None
            continue
        stratified = StratifiedTable(strata)
        assert row["lift"] == pytest.approx(stratified.riskratio_pooled, rel=1e-9)
        # Mantel and Fleiss, from the margins of each table.
        expected, least, most = np.sum(
            [
                [
                    table[0].sum() * table[:, 0].sum() / table.sum(),
                    max(0, table[0].sum() - table[:, 1].sum()),
                    min(table[0].sum(), table[:, 0].sum()),
                ]
                for table in tables(totals, path)
            ],
            axis=0,
        )
        if min(expected - least, most - expected) < SMALLEST_ROOM:
            assert row["p_value"] is None
        else:
            # statsmodels' own p value is 1 less a probability, which leaves no digits near 0.
            p_value = chi2.sf(stratified.test_null_odds(correction=False).statistic, 1)
            assert row["p_value"] == pytest.approx(p_value, rel=1e-6, abs=1e-300)


@pytest.mark.parametrize("seed", range(5))
def test_q_values_are_those_of_multipletests(seed: int) -> None:
    tested = [row for row in compared(drawn(seed)).values() if row["p_value"] is not None]
    assert len(tested) > 1
    expected = multipletests([row["p_value"] for row in tested], method="fdr_bh")[1]
    assert [row["q_value"] for row in tested] == pytest.approx(list(expected), rel=1e-12)


def test_q_values_of_ties_of_ones_and_of_none() -> None:
    # By hand, 4 tests: .01 * 4 / 1 = .04; .03 is twice and third at most: .03 * 4 / 3 = .04;
    # 1 * 4 / 4 = 1; the smallest of what is not below: .04, .04, .04, 1.
    p_values = [0.03, None, 1.0, 0.01, 0.03]
    rows = ", ".join(f"({'null' if p is None else p}::double, 'a')" for p in p_values)
    with duckdb.connect() as connection:
        found = connection.execute(
            f"""
            with tests as (select * from (values {rows}, (0.5, 'b')) as _ (p, family)),
            stepped as (
                select *, {macro("benjamini_hochberg_step")("p", "family")} as q_step from tests
            )
            select family, p, {macro("benjamini_hochberg")("p", "family")} from stepped
            order by all
            """
        ).fetchall()
    assert found == [
        ("a", 0.01, pytest.approx(0.04)),
        ("a", 0.03, pytest.approx(0.04)),
        ("a", 0.03, pytest.approx(0.04)),
        ("a", 1.0, 1.0),
        ("a", None, None),
        ("b", 0.5, 0.5),
    ]


def test_without_columns_to_tell_families_apart_all_tests_are_one() -> None:
    p_values = np.random.default_rng(3).random(200).round(2).tolist()
    with duckdb.connect() as connection:
        found = connection.execute(
            f"""
            with tests as (select unnest($1::double[]) as p),
            stepped as (select p, {macro("benjamini_hochberg_step")("p")} as q_step from tests)
            select p, {macro("benjamini_hochberg")("p")} from stepped
            order by p
            """,
            [p_values],
        ).fetchall()
    expected = multipletests(sorted(p_values), method="fdr_bh")[1]
    assert [q_value for _, q_value in found] == pytest.approx(list(expected), rel=1e-12)


def test_rounding_leaves_no_q_value_below_its_p_value() -> None:
    # In doubles .764 * 3 / 3 is less than .764.
    with duckdb.connect() as connection:
        found = connection.execute(
            f"""
            with tests as (select unnest([0.1, 0.2, 0.764]::double[]) as p),
            stepped as (select p, {macro("benjamini_hochberg_step")("p")} as q_step from tests)
            select {macro("benjamini_hochberg")("p")} from stepped where p = 0.764
            """
        ).fetchall()
    assert found == [(0.764,)]


def test_the_interval_of_one_length_is_the_log_interval_of_two_shares() -> None:
    found = compared([("A", 1, 100, 30, 0), ("B", 1, 250, 50, 0)])["A"]
    expected = confint_proportions_2indep(30, 100, 50, 250, compare="ratio", method="log")
    assert found["lift"] == pytest.approx(1.5)
    assert (found["lift_lower"], found["lift_upper"]) == pytest.approx(expected, rel=1e-9)


def test_the_interval_over_lengths_holds_the_truth_as_often_as_it_says() -> None:
    """2 000 drawn worlds: rates 2 %, 10 % and 30 % by length, twice as high on the path."""
    random = np.random.default_rng(7)
    n, others_n, rates = np.array([80, 60, 50]), np.array([300, 200, 100]), [0.02, 0.1, 0.3]
    covered = 0
    worlds = 2000
    x = random.binomial(n, np.multiply(rates, 2), (worlds, 3))
    others_x = random.binomial(others_n, rates, (worlds, 3))
    rows = ", ".join(
        f"('{world}', '{path}', {length}, 1, {counts[length]}, {hits[world, length]}, 0)"
        for world in range(worlds)
        for path, counts, hits in (("A", n, x), ("B", others_n, others_x))
        for length in range(3)
    )
    # Lengths from 1: those of no touchpoint have no rate.
    with duckdb.connect() as connection:
        covered = connection.execute(
            f"""
            with totals as (
                select * replace (journey_length + 1 as journey_length)
                from (values {rows}) as _ (
                    conversion_type, path, journey_length, path_length, journey_count,
                    conversion_count, conversion_value
                )
            ),
            {comparison()}
            select count(*) filter (2 between lift_lower and lift_upper) from compared_journeys
            where path = 'A'
            """
        ).fetchall()[0][0]
    # Four standard errors of a share of 2 000 at .95.
    assert covered / worlds == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / worlds))


def test_the_tails_of_the_normal_distribution_are_scipys() -> None:
    distances = [*np.linspace(-8, 8, 161), 12.0, 25.0, 37.0]
    with duckdb.connect() as connection:
        found = [
            row[0]
            for row in connection.execute(
                f"select {macro('two_sided_p_value')('z')} "
                f"from (select unnest({[float(z) for z in distances]}) as z)"
            ).fetchall()
        ]
    assert found == pytest.approx([2 * norm.sf(abs(z)) for z in distances], rel=1.2e-7)
