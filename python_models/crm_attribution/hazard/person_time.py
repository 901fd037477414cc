"""Conversions and time at risk as arrays, at every candidate half-life."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from crm_attribution.hazard.likelihood import Doubles, HazardData


@dataclass(frozen=True)
class PersonTime:
    """Conversions and time at risk of one grouping and conversion type, at every half-life.

    Rates are numbered: first the strata, then the states.

    Attributes:
        grouping: What a state is, such as channel.
        conversion_type: What is converted to.
        half_lives: Candidates, in days.
        strata: Every stratum, sorted.
        states: Every state_number above 0, sorted.
        kernels: (non-zeros × half-lives) Σ κ of one state at one conversion.
        kernel_rows: (non-zeros) row of the conversion.
        kernel_rates: (non-zeros) number of the state's rate.
        row_strata: (rows) number of the stratum's rate.
        row_groups: (rows) cluster group.
        row_counts: (rows) conversions; those without touchpoints stand together.
        exposure_days: (groups × rates × half-lives).
    """

    grouping: str
    conversion_type: str
    half_lives: list[float]
    strata: list[str]
    states: list[int]
    kernels: Doubles
    kernel_rows: NDArray[np.intp]
    kernel_rates: NDArray[np.intp]
    row_strata: NDArray[np.intp]
    row_groups: NDArray[np.intp]
    row_counts: Doubles
    exposure_days: Doubles

    def at_half_life(self, number: int) -> HazardData:
        """The data under one candidate half-life.

        Args:
            number: Its place in half_lives, from 0.

        Returns:
            Kernels (rows × rates), with a 1 at each row's stratum, conversions and exposure.

        Example:
            >>> one = PersonTime(
            ...     "channel", "order", half_lives=[7.0, 30.0], strata=["all"], states=[1],
            ...     kernels=np.array([[0.5, 0.75]]), kernel_rows=np.array([0]),
            ...     kernel_rates=np.array([1]), row_strata=np.array([0]),
            ...     row_groups=np.array([0]), row_counts=np.ones(1),
            ...     exposure_days=np.array([[[90.0, 90.0], [30.0, 40.0]]]),
            ... )
            >>> data = one.at_half_life(1)
            >>> data.kernels.toarray().tolist(), data.exposure_days.tolist()
            ([[1.0, 0.75]], [[90.0, 40.0]])
        """
        rows, rates = len(self.row_counts), self.exposure_days.shape[1]
        entries = np.concatenate([np.ones(rows), self.kernels[:, number]])
        positions = (
            np.concatenate([np.arange(rows), self.kernel_rows]),
            np.concatenate([self.row_strata, self.kernel_rates]),
        )
        return HazardData(
            kernels=csr_array((entries, positions), shape=(rows, rates)),
            event_counts=self.row_counts,
            event_groups=self.row_groups,
            exposure_days=self.exposure_days[:, :, number],
        )
