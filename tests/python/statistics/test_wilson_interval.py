"""Wilson's interval: the macro's SQL, rendered without dbt, run on DuckDB, against statsmodels."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import jinja2
import pytest
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint

MACROS = Path(__file__).resolve().parents[3] / "macros/statistics"


class _Returned(Exception):
    """What dbt's return() hands back in place of the text that a macro prints."""


def macro(name: str, interval_level: float = 0.95) -> Callable[..., Any]:
    """The macro of this name as Python may call it, as dbt would."""

    def return_(value: Any) -> None:
        raise _Returned(value)

    def raise_compiler_error(message: str) -> None:
        raise ValueError(message)

    def call(*arguments: Any) -> Any:
        others = {"normal_quantile": macro("normal_quantile")} if name != "normal_quantile" else {}
        context = {
            "crm_attribution": SimpleNamespace(**others),
            "exceptions": SimpleNamespace(raise_compiler_error=raise_compiler_error),
            "var": {"interval_level": interval_level}.__getitem__,
            "return": return_,
        }
        source = (MACROS / f"{name}.sql").read_text(encoding="utf-8")
        environment = jinja2.Environment(extensions=["jinja2.ext.do"])
        template = environment.from_string(source, globals=context)
        try:
            return getattr(template.module, name)(*arguments)
        except _Returned as returned:
            return returned.args[0]

    return call


def wilson(successes: int, trials: int, interval_level: float = 0.95) -> tuple[Any, Any]:
    interval = macro("wilson_interval", interval_level)
    with duckdb.connect() as connection:
        return connection.execute(
            f"select {interval('k', 'n', 'lower')}, {interval('k', 'n', 'upper')} "
            "from (select ? as k, ? as n)",
            [successes, trials],
        ).fetchall()[0]


@pytest.mark.parametrize("probability", [1e-9, 0.005, 0.25, 0.5, 0.8, 0.975, 0.9995, 1 - 1e-9])
def test_the_quantile_is_scipys(probability: float) -> None:
    assert macro("normal_quantile")(probability) == pytest.approx(
        norm.ppf(probability), rel=1e-7, abs=1e-12
    )


def test_480_of_10_000() -> None:
    # By hand, z = 1.959964, z^2 = 3.841459: centre (480 + 1.920729) / 10003.841459 = 0.0481736;
    # half 1.959964 sqrt(480 * 9520 / 10000 + 0.960365) / 10003.841459 = 0.0041925.
    assert wilson(480, 10_000) == pytest.approx((0.0439811, 0.0523661), abs=2e-7)


@pytest.mark.parametrize("interval_level", [0.5, 0.9, 0.95, 0.999])
@pytest.mark.parametrize(
    ("successes", "trials"), [(0, 1), (1, 1), (0, 17), (17, 17), (3, 10), (480, 10_000)]
)
def test_the_interval_is_statsmodels(successes: int, trials: int, interval_level: float) -> None:
    expected = proportion_confint(successes, trials, alpha=1 - interval_level, method="wilson")
    found = wilson(successes, trials, interval_level)
    assert found == pytest.approx(expected, abs=1e-12)
    assert 0 <= found[0] <= successes / trials <= found[1] <= 1


def test_no_trials_have_no_interval() -> None:
    assert wilson(0, 0) == (None, None)


def test_another_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="'middle' is not one of lower, upper"):
        macro("wilson_interval")("k", "n", "middle")
