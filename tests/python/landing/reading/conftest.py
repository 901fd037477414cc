"""Opening what a test wrote, and reading it back."""

from pathlib import Path

import duckdb
import pytest

from crm_attribution.landing.reading import open_export

DATABASE = duckdb.connect()
SHARED = Path(__file__).resolve().parents[5] / "shared/data"
TYPES = {"Id": "key", "Date": "date", "Amount": "decimal", "IsWon": "boolean"}


def hints(header):
    """The contract of these tests: the key and typed columns go by their names."""
    return {position: TYPES[name] for position, name in enumerate(header) if name in TYPES}


class Table:
    """An opened export, read whole."""

    def __init__(self, export):
        self.export = export
        self.names = [column.name for column in export.columns]
        listed = ", ".join('"' + name.replace('"', '""') + '"' for name in self.names) or "null"
        with DATABASE.cursor() as connection:
            numbered = connection.execute(
                f"select {listed}, row_number from (select *, {export.row_number} as row_number "
                f"from {export.reader}) order by row_number"
            ).fetchall()
            self.rows = [row[: len(self.names)] for row in numbered]
            self.numbers = [row[-1] for row in numbered]
            self.broken = (
                connection.execute(
                    f"select row_number, original, reason from {export.broken} order by 1"
                ).fetchall()
                if export.broken
                else []
            )


@pytest.fixture
def open_all(tmp_path):
    """Open a file, or bytes under a name, as one table per export."""
    scratch = tmp_path / "scratch"
    scratch.mkdir(exist_ok=True)

    def opened(content, name="Lead.csv", *, with_hints=True):
        path = content
        if not isinstance(content, Path):
            path = tmp_path / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        exports = open_export(
            path, scratch=scratch, name=path.name, hints=hints if with_hints else None
        )
        return [Table(export) for export in exports]

    return opened


@pytest.fixture
def open_one(open_all):
    """Open what holds one table."""

    def opened(*arguments, **options):
        (table,) = open_all(*arguments, **options)
        return table

    return opened


@pytest.fixture
def shared():
    """Real exports; they lie beside the project where it is developed."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared/data is not here")
    return SHARED
