"""The frames of events and exposures, checked and laid out as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crm_attribution.hazard.frames import (
    EVENTS,
    EXPOSURES,
    PARTITION,
    UNIT,
    check_half_lives,
    checked,
)
from crm_attribution.hazard.likelihood import Doubles
from crm_attribution.hazard.person_time import PersonTime


def person_times(
    events: pl.DataFrame,
    *,
    exposures: pl.DataFrame,
    half_lives: Sequence[float],
    groupings: Sequence[str],
) -> Iterator[PersonTime]:
    """Lay the frames out as arrays, one grouping and conversion type after the other.

    Args:
        events: One row per first conversion and state: grouping, conversion_type, stratum,
            cluster_group, event_key, state_number (0 = no kernel at all), kernels (Σ κ per
            candidate half-life). Rows of one conversion and state add up.
        exposures: One row per grouping, conversion_type, stratum, cluster_group and state_number
            (0 = days at risk): exposure_days per candidate half-life. Rows add up.
        half_lives: Candidates, in days.
        groupings: Those to lay out.

    Yields:
        Arrays, sorted by grouping and conversion type.

    Raises:
        ValueError: Half-lives are not positive, finite and distinct; a list is not as long as
            they; a number is negative or not finite; a key is null; a conversion has two strata or
            cluster groups.

    Example:
        >>> exposures = pl.DataFrame({
        ...     "grouping": "channel", "conversion_type": "order", "stratum": "all",
        ...     "cluster_group": 0, "state_number": [0, 1], "exposure_days": [[90.0], [30.0]],
        ... })
        >>> events = exposures.rename({"exposure_days": "kernels"}).with_columns(
        ...     pl.Series("event_key", [7, 7]), pl.Series("kernels", [[0.0], [0.5]])
        ... )
        >>> (found,) = person_times(
        ...     events, exposures=exposures, half_lives=[7.0], groupings=["channel"]
        ... )
        >>> data = found.at_half_life(0)
        >>> data.kernels.toarray().tolist(), data.exposure_days.tolist()
        ([[1.0, 0.5]], [[90.0, 30.0]])
    """
    check_half_lives(half_lives)
    events = checked(events, schema=EVENTS, list_length=len(half_lives))
    exposures = checked(exposures, schema=EXPOSURES, list_length=len(half_lives))
    keys = pl.concat([events.select(PARTITION), exposures.select(PARTITION)]).unique()
    for key in keys.filter(pl.col("grouping").is_in(groupings)).sort(PARTITION).rows():
        chosen = [pl.col(column) == value for column, value in zip(PARTITION, key, strict=True)]
        yield _person_time(
            key,
            events=events.filter(chosen),
            exposures=exposures.filter(chosen),
            half_lives=half_lives,
        )


def _person_time(
    key: tuple[str, str],
    *,
    events: pl.DataFrame,
    exposures: pl.DataFrame,
    half_lives: Sequence[float],
) -> PersonTime:
    # Sorted, so that sums come out the same whatever order the rows came in.
    events = events.sort("event_key", "state_number")
    exposures = exposures.sort(*UNIT, "state_number")
    names = pl.concat([frame.select(*UNIT, "state_number") for frame in (events, exposures)])
    strata = names["stratum"].unique().sort().to_list()
    states = names.filter(pl.col("state_number") > 0)["state_number"].unique().sort().to_list()
    groups = names["cluster_group"].max() + 1

    touched = events.filter(pl.col("state_number") > 0)
    rows = _rows(events, touched=touched)
    kernel_rows = touched.join(rows, on="event_key", maintain_order="left")["row"]

    exposure_days = np.zeros((groups, len(strata) + len(states), len(half_lives)))
    positions = (exposures["cluster_group"].to_numpy(), _rates(exposures, strata, states))
    np.add.at(exposure_days, positions, _matrix(exposures["exposure_days"], len(half_lives)))
    return PersonTime(
        *key,
        half_lives=list(half_lives),
        strata=strata,
        states=states,
        kernels=_matrix(touched["kernels"], len(half_lives)),
        kernel_rows=kernel_rows.to_numpy(),
        kernel_rates=_rates(touched, strata, states),
        row_strata=_rates(rows.with_columns(state_number=0), strata, states),
        row_groups=rows["cluster_group"].to_numpy(),
        row_counts=rows["event_count"].cast(pl.Float64).to_numpy(),
        exposure_days=exposure_days,
    )


def _rows(events: pl.DataFrame, *, touched: pl.DataFrame) -> pl.DataFrame:
    """One row per touched conversion, then one per stratum and group of those untouched."""
    units = events.select("event_key", *UNIT).unique(maintain_order=True)
    repeated = units.filter(pl.col("event_key").is_duplicated())
    if len(repeated):
        raise ValueError(
            f"event_key {repeated['event_key'][0]} has several strata or cluster groups; "
            "a conversion has one of each"
        )
    untouched = units.join(touched, on="event_key", how="anti")
    return pl.concat(
        [
            units.join(touched, on="event_key", how="semi", maintain_order="left").with_columns(
                event_count=pl.lit(1, pl.UInt32)
            ),
            untouched.group_by(UNIT)
            .agg(pl.lit(None, pl.Int64).alias("event_key"), pl.len().alias("event_count"))
            .sort(UNIT)
            .select("event_key", *UNIT, "event_count"),
        ]
    ).with_row_index("row")


def _rates(frame: pl.DataFrame, strata: list[str], states: list[int]) -> NDArray[np.intp]:
    """Number of the rate that each row is about."""
    of_stratum = frame["stratum"].cast(pl.Enum(strata)).to_physical().to_numpy().astype(np.intp)
    of_state = np.searchsorted(states, frame["state_number"].to_numpy()) + len(strata)
    return np.where(frame["state_number"].to_numpy() > 0, of_state, of_stratum)


def _matrix(lists: pl.Series, width: int) -> Doubles:
    return lists.explode().to_numpy().reshape(-1, width)
