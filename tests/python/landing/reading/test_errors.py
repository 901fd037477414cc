"""What cannot be read says so: file, place, value, and what is allowed."""

import gzip

import pytest

from crm_attribution.landing.reading import ExportError, is_export


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("Lead.csv", "Id\n1\n2\n", "Lead.csv: reads as one column, 'Id'. Allowed: comma"),
        ("Lead.csv", "Id:Name\n1:Ann\n", "Lead.csv: reads as one column, 'Id:Name'. Allowed"),
        ("Lead.xls", "<html><table>", "Lead.xls: begins with '<html><table>', a web page"),
        ("Lead.xlsx", b"PK\x03\x04damaged", "Lead.xlsx: no workbook"),
        ("Lead.parquet", b"PAR1", "Lead.parquet: cannot be read as Parquet"),
        ("Lead.zip", b"PK\x03\x04damaged", "Lead.zip: the archive cannot be unpacked"),
        ("Lead.csv.gz", gzip.compress(b"Id,Name\n1,a\n" * 99, mtime=0)[:-9], "damaged gzip"),
        ("Lead.json", "no JSON", "Lead.json: begins with 'no JSON'. Allowed: an array"),
        ("Lead.json", '[{"Id": 1}, {"Id": ', "Lead.json: .*Malformed JSON"),
    ],
)
def test_errors_name_file_and_remedy(open_all, name, content, message):
    with pytest.raises(ExportError, match=message):
        open_all(content, name)


def test_empty_files_are_tables_without_rows(open_one):
    headers = {"": [], "\ufeff\n": [], "Id\n": ["Id"], "Id;Name\r\n": ["Id", "Name"]}
    for content, names in headers.items():
        table = open_one(content)
        assert (table.names, table.rows, table.broken) == (names, [], [])


def test_other_files_are_left_alone():
    assert [
        name
        for name in ["a.csv", "a.TSV", "a.csv.gz", "a.zip", "a.xlsx", "a.jsonl", "a.parquet",
                     "README.md", "._a.csv", "~$a.xlsx", ".hidden.csv", "a.py", "a.gz"]
        if is_export(name)
    ] == ["a.csv", "a.TSV", "a.csv.gz", "a.zip", "a.xlsx", "a.jsonl", "a.parquet"]  # fmt: skip
