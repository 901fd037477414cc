"""What one measurement found, and what follows from it."""

import statistics
from dataclasses import dataclass

from crm_attribution.bench.builds import DbtRun
from crm_attribution.bench.processes import Usage

AIMED_RATIO = 6.0
# Two builds of one size differ by up to this share of dbt's overhead when others use the machine.
NOISE_SHARE = 0.5


@dataclass(frozen=True)
class Measurement:
    """What one measurement found.

    Attributes:
        rows: Rows of each generated entity.
        memory_limit: DuckDB's setting, for build and floor alike.
        generation: Writing the exports.
        build: The build of rule-based attribution alone, without tests and KPI marts.
        overhead: The same build of about a hundred touchpoints: what dbt takes by itself; the
            faster of one before and one after the build.
        stages: The builds with more in them, by name: of all touchpoints, and of a hundred.
        path_scans: How many scans of the ordered path steps, as Parquet, each count of them takes.
        data_tests: The data tests of the largest build.
        floor: The run of the floor with the median time.
        floor_seconds: Each run's seconds in DuckDB, without the start of Python.
        database_bytes: Size of the large build's database file.
        load_before: The system's load average of the last minute before the start: what other
            programs took.
    """

    rows: dict[str, int]
    memory_limit: str
    generation: Usage
    build: DbtRun
    overhead: DbtRun
    stages: dict[str, tuple[DbtRun, DbtRun]]
    path_scans: dict[str, float]
    data_tests: DbtRun
    floor: Usage
    floor_seconds: list[float]
    database_bytes: int
    load_before: float

    @property
    def net_seconds(self) -> float:
        """Seconds of the build, dbt's overhead set aside."""
        return self.build.usage.wall_seconds - self.overhead.usage.wall_seconds

    def stage_ratio(self, stage: str) -> float:
        """How many times the rule-based build one with more in it takes, overheads set aside."""
        build, overhead = self.stages[stage]
        return (build.usage.wall_seconds - overhead.usage.wall_seconds) / self.net_seconds

    @property
    def ratio(self) -> float:
        """How many times the floor the build takes, dbt's overhead set aside."""
        return self.net_seconds / statistics.median(self.floor_seconds)

    @property
    def cpu_ratio(self) -> float:
        """The same in CPU seconds, which other programs on the machine disturb less."""
        build = self.build.usage.cpu_seconds - self.overhead.usage.cpu_seconds
        return build / self.floor.cpu_seconds

    @property
    def aim_holds(self) -> bool | None:
        """Whether the build takes at most six times the floor; None if overhead hides it."""
        if self.net_seconds < NOISE_SHARE * self.overhead.usage.wall_seconds:
            return None
        return self.ratio <= AIMED_RATIO
