"""Records of text, written into a Parquet file batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from crm_attribution.landing.reading.formats import ROW_NUMBER_COLUMN

BATCH_CELLS = 400_000


class TextWriter:
    """Writes records as text columns beside their number; empty text is null, as in a CSV."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self._schema = pa.schema(
            [(ROW_NUMBER_COLUMN, pa.int64()), *((name, pa.string()) for name in names)]
        )
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._numbers: list[int] = []
        self._records: list[Sequence[str | None]] = []
        self._batch = max(1, BATCH_CELLS // max(1, len(names)))

    def __enter__(self) -> TextWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.flush()
        self._writer.close()

    def write(self, number: int, record: Sequence[str | None]) -> None:
        """Add one record."""
        self._numbers.append(number)
        self._records.append(record)
        if len(self._records) >= self._batch:
            self.flush()

    def write_all(self, first_number: int, records: Sequence[Sequence[str | None]]) -> None:
        """Add records with numbers that follow one another."""
        self._numbers.extend(range(first_number, first_number + len(records)))
        self._records.extend(records)
        if len(self._records) >= self._batch:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if not self._numbers:
            return
        arrays = [pa.array(self._numbers, pa.int64())]
        for column in zip(*self._records, strict=True):
            texts = pa.array(column, pa.string())
            arrays.append(pc.if_else(pc.equal(pc.binary_length(texts), 0), None, texts))
        self._writer.write_table(pa.table(arrays, schema=self._schema))
        self._numbers, self._records = [], []
