"""Landing of a few files into a database of its own, by contracts made up for the tests."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crm_attribution.landing import Contracts, LandingSettings, land, read_contracts, read_mappings

NULL_WORDS = Path(__file__).parents[3] / "seeds/reference/null_words.csv"

KEY = {"required": True, "key": True}
SOURCES: list[dict[str, Any]] = [
    {
        "adapter": "neutral",
        "entity": "people",
        "columns": [
            {"name": "id", "meta": KEY},
            {"name": "mail", "data_type": "email"},
            {"name": "phone", "data_type": "phone"},
            {"name": "full_name", "data_type": "person_name", "meta": {"aliases": ["姓名"]}},
            {"name": "born_on", "data_type": "date"},
        ],
    },
    {
        "adapter": "neutral",
        "entity": "sales",
        "meta": {"aliases": ["Receipts"]},
        "columns": [
            {"name": "sale_id", "meta": {"key": True}},
            {"name": "sold_at", "data_type": "timestamp", "meta": {"required": True}},
            {"name": "amount", "data_type": "decimal"},
            {"name": "is_test", "data_type": "boolean", "meta": {"deleted_flag": True}},
        ],
    },
    {
        "adapter": "crm",
        "entity": "deal_history",
        "meta": {"latest_by": "changed_at"},
        "columns": [
            {"name": "deal_id", "meta": KEY},
            {"name": "stage"},
            {"name": "changed_at", "data_type": "timestamp"},
        ],
    },
]


class Landing:
    """A folder of exports and the database they land in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connection = duckdb.connect()
        self.connection.execute("set TimeZone = 'UTC'")
        self.sources = SOURCES

    @property
    def contracts(self) -> Contracts:
        return read_contracts(self.sources)

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write exports, a text as UTF-8, packed where the name says so."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)

    def land(self, **settings: Any) -> list[str]:
        mappings = read_mappings(settings.pop("export_mappings", []))
        return land(
            self.connection.cursor(),
            contracts=self.contracts,
            settings=LandingSettings(
                **{"exports_path": str(self.folder), "null_words_path": str(NULL_WORDS)} | settings,
                export_mappings=mappings,
            ),
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def rejections(self, table: str) -> list[tuple[Any, ...]]:
        """Row number, column, value and reason of every rejection of a landing table."""
        return self.rows(
            "select row_number, r.column_name, r.value, r.reason from "
            f"(select row_number, unnest(rejections) as r from {table}) order by all"
        )


@pytest.fixture
def landing(tmp_path: Path) -> Iterator[Landing]:
    landing = Landing(tmp_path / "exports")
    landing.folder.mkdir()
    yield landing
    landing.connection.close()


@pytest.fixture
def make_landing(tmp_path: Path) -> Iterator[Callable[[], Landing]]:
    """Make several that share nothing."""
    made: list[Landing] = []

    def make() -> Landing:
        made.append(Landing(tmp_path / f"exports{len(made)}"))
        made[-1].folder.mkdir()
        return made[-1]

    yield make
    for landing in made:
        landing.connection.close()
