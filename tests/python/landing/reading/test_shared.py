"""Real exports go through, record for record, as Python's own readers count them."""

import csv
import gzip
import json

import pytest

FOLDERS = ["fivetran_seeds", "salesforce_data_cloud_workshop", "salesforce_npsp_1k",
           "salesforce_stock_tree_json", "salesforce_tcrm_workshop", "pathdata", "mmm_spend",
           "geo_experiments"]  # fmt: skip


@pytest.mark.parametrize("folder", FOLDERS)
def test_delimited_files(open_one, shared, folder):
    paths = sorted((shared / folder).glob("**/*.csv*"))
    assert paths
    for path in paths:
        table = open_one(path)
        unpacked = gzip.open if path.suffix == ".gz" else open
        with unpacked(path, "rt", encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=table.export.delimiter or ",")
            header, *records = [record for record in reader if record]
        assert [len(table.names), table.names[0]] == [len(header), header[0] or "column_1"], path
        assert table.rows == [tuple(cell or None for cell in record) for record in records], path
        assert (table.broken, table.export.repaired_count) == ([], 0), path


def test_trees_of_salesforce(open_one, shared):
    for path in sorted((shared / "salesforce_stock_tree_json").glob("*.json")):
        records = json.loads(path.read_text(), parse_int=str, parse_float=str)["records"]
        table = open_one(path)
        read = [dict(zip(table.names, row, strict=True)) for row in table.rows]

        assert len(read) == len(records)
        for row, record in zip(read, records, strict=True):
            assert row["id"] == record.pop("attributes")["referenceId"]
            assert {name: str(value).lower() if isinstance(value, bool) else str(value).lstrip("@")
                    for name, value in record.items()} == {
                name: row[name] for name in record}  # fmt: skip


def test_streams_of_zoho(open_all, shared):
    path = shared / "zoho_airbyte_records/sample_records.jsonl"
    messages = [json.loads(line) for line in path.read_text().splitlines()]

    tables = open_all(path)

    assert {table.export.stems[-1]: len(table.rows) for table in tables} == {
        stream: sum(message["stream"] == stream for message in messages)
        for stream in {message["stream"] for message in messages}
    }
