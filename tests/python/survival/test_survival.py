"""Time to advance against a case worked by hand, and against statsmodels on random entries."""

import numpy as np
import polars as pl
import pytest
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

from crm_attribution.survival.advances import estimate_advances
from crm_attribution.survival.curves import COUNTS, survival_curves


def counted(entries: pl.DataFrame) -> pl.DataFrame:
    """Counts per group, day and end, of one row per entry: group, days, end (0 still there)."""
    return entries.group_by("stage", "days").agg(
        *(
            (pl.col("end") == end).sum().alias(name)
            for name, end in zip(COUNTS, (1, 2, 0), strict=True)
        )
    )


def random_entries(seed: int, groups: int = 6) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 80, size=groups)
    return pl.concat(
        pl.DataFrame(
            {
                "stage": [f"group {group}"] * size,
                "days": random.integers(0, 60, size=size),
                "end": random.integers(0, 3, size=size),
            }
        )
        for group, size in enumerate(sizes)
    )


HAND = pl.DataFrame(
    {
        "stage": ["a"] * 10,
        "days": [2, 2, 5, 5, 8, 12, 12, 20, 20, 31],
        "end": [1, 2, 1, 0, 1, 1, 0, 2, 1, 0],
    }
)


def test_ten_entries_by_hand() -> None:
    # day  at risk  advanced  lost  resting                 incidence of advancing
    #   2    10        1       1    8/10         = .8       1/10                     = .1
    #   5     8        1       0    .8 * 7/8     = .7       .1 + .8/8                = .2
    #   8     6        1       0    .7 * 5/6     = .583333  .2 + .7/6                = .316667
    #  12     5        1       0    .583333*4/5  = .466667  .316667 + .583333/5      = .433333
    #  20     3        1       1    .466667/3    = .155556  .433333 + .466667/3      = .588889
    curves = survival_curves(counted(HAND), keys=["stage"])
    assert curves["days"].to_list() == [2, 5, 8, 12, 20, 31]
    assert curves["at_risk_count"].to_list() == [10, 8, 6, 5, 3, 1]
    assert curves["advanced_incidence"].to_list() == pytest.approx(
        [0.1, 0.2, 0.3166667, 0.4333333, 0.5888889, 0.5888889], abs=1e-7
    )
    # Kaplan-Meier of advancing: 9/10, * 7/8 = .7875, * 5/6 = .65625, * 4/5 = .525, * 2/3 = .35.
    assert curves["staying"].to_list() == pytest.approx(
        [0.9, 0.7875, 0.65625, 0.525, 0.35, 0.35], abs=1e-12
    )
    # It falls to a half on day 20, and never to a tenth.
    found = estimate_advances(
        counted(HAND), keys=["stage"], interval_level=0.95, horizons=[1, 10, 30, 40]
    ).row(0, named=True)
    censored = [found[f"censored_days_to_advance_{name}"] for name in ("median", "p90")]
    assert censored == [20, None]
    # Of the five that advanced, on days 2, 5, 8, 12 and 20, the third is the median.
    assert (found["days_to_advance_median"], found["days_to_advance_p90"]) == (8, 20)
    assert found["advanced_1_days_rate"] == 0
    assert found["advanced_10_days_rate"] == pytest.approx(0.3166667, abs=1e-7)
    assert found["lost_30_days_rate"] == pytest.approx(0.1 + 0.4666667 / 3, abs=1e-7)
    # Nobody was seen for 40 days, and one entry is left.
    assert found["advanced_40_days_rate"] is None
    assert found["advanced_40_days_rate_upper"] is None


@pytest.mark.parametrize("seed", range(5))
def test_curves_are_those_of_statsmodels(seed: int) -> None:
    entries = random_entries(seed)
    curves = survival_curves(counted(entries), keys=["stage"])
    for (stage,), own in entries.group_by("stage"):
        days, end = own["days"].to_numpy(), own["end"].to_numpy()
        ours = curves.filter(stage=stage)
        kept = SurvfuncRight(days, (end == 1).astype(int))
        at_events = ours.filter(pl.col("advanced_count") > 0)
        assert at_events["days"].to_list() == kept.surv_times.tolist()
        assert at_events["staying"].to_list() == pytest.approx(kept.surv_prob.tolist(), abs=1e-12)
        if set(end) < {0, 1, 2}:
            continue
        with np.errstate(invalid="ignore", divide="ignore"):
            peer = CumIncidenceRight(days, end)
        peers_days = peer.times.tolist()
        ours = ours.filter(pl.col("days").is_in(peers_days))
        for place, event in enumerate(("advanced", "lost")):
            assert ours[f"{event}_incidence"].to_list() == pytest.approx(
                peer.cinc[place].tolist(), abs=1e-12
            )
            errors = np.sqrt(ours[f"{event}_variance"].to_numpy())
            # Where all who are left end on one day the peer divides by 0.
            known = np.isfinite(peer.cinc_se[place])
            assert errors[known] == pytest.approx(peer.cinc_se[place][known], abs=1e-7)


def test_without_censoring_the_interval_is_wilsons() -> None:
    # 12 advanced within 30 days, 5 later, 3 were lost: rates 12/20 and 3/20.
    entries = pl.DataFrame(
        {"stage": ["a"] * 20, "days": [10] * 15 + [40] * 5, "end": [1] * 12 + [2] * 3 + [1] * 5}
    )
    found = estimate_advances(
        counted(entries), keys=["stage"], interval_level=0.9, horizons=[5, 30, 50]
    ).row(0, named=True)
    for name, successes in {
        "advanced_5_days_rate": 0,
        "advanced_30_days_rate": 12,
        "lost_30_days_rate": 3,
        "advanced_50_days_rate": 17,
    }.items():
        expected = proportion_confint(successes, 20, alpha=0.1, method="wilson")
        assert found[name] == pytest.approx(successes / 20, abs=1e-12)
        interval = found[f"{name}_lower"], found[f"{name}_upper"]
        assert interval == pytest.approx(expected, abs=1e-9)


def test_groups_do_not_touch_each_other() -> None:
    entries = random_entries(99)
    together = estimate_advances(counted(entries), keys=["stage"], interval_level=0.95)
    for (stage,), own in entries.group_by("stage"):
        alone = estimate_advances(counted(own), keys=["stage"], interval_level=0.95)
        ours = together.filter(stage=stage).row(0)
        assert [v for v in ours if isinstance(v, float)] == pytest.approx(
            [v for v in alone.row(0) if isinstance(v, float)], abs=1e-12
        )


def test_no_entries_give_no_rows_of_the_same_columns() -> None:
    empty = estimate_advances(counted(HAND).clear(), keys=["stage"], interval_level=0.95)
    full = estimate_advances(counted(HAND), keys=["stage"], interval_level=0.95)
    assert empty.height == 0
    assert empty.schema == full.schema


def test_a_level_outside_0_and_1_is_refused() -> None:
    with pytest.raises(ValueError, match="interval_level 95 is not between 0 and 1"):
        estimate_advances(counted(HAND), keys=["stage"], interval_level=95)
