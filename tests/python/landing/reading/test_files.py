"""Archives, Parquet, names and hashes of files."""

import gzip
import hashlib
import zipfile

import duckdb
import pytest

from crm_attribution.landing.reading import file_sha256, naming_mode, open_export


def test_gzip_is_read_in_place(open_one):
    content = gzip.compress("Id,Name\n1,Zoë\n2,Ben\n".encode())

    table = open_one(content, "Lead.csv.gz")

    assert table.rows == [("1", "Zoë"), ("2", "Ben")]
    assert (table.export.compression, table.export.stems) == ("gzip", ("Lead",))
    assert "read_csv" in table.export.reader
    assert table.export.sha256 == hashlib.sha256(content).hexdigest()


def test_gzip_of_another_encoding_and_with_a_broken_record(open_one):
    table = open_one(gzip.compress("Id,姓名,备注\n1,王伟,春季\n2,李娜\n".encode("gbk")), "a.csv.gz")

    assert table.rows == [("1", "王伟", "春季")]
    assert table.broken == [(2, "2,李娜", "2 fields where the header has 3")]


def test_every_member_of_an_archive(open_all, tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("crm/Lead.csv", "Id,Name\n1,a\n")
        archive.writestr("Contact.csv.gz", gzip.compress(b"Id,Name\n1,a\n2,b\n"))
        archive.writestr("../Account.jsonl", '{"Id": 1}\n')
        archive.writestr("__MACOSX/crm/._Lead.csv", "x")
        archive.writestr("README.md", "x")

    tables = open_all(path)

    assert [(t.export.name, t.export.stems, len(t.rows)) for t in tables] == [
        ("all.zip/../Account.jsonl", ("Account",), 1),
        ("all.zip/Contact.csv.gz", ("Contact",), 2),
        ("all.zip/crm/Lead.csv", ("Lead",), 1),
    ]
    assert {t.export.compression for t in tables} == {"zip"}
    assert {t.export.sha256 for t in tables} == {file_sha256(path)}
    assert not list(tmp_path.glob("Account*"))


def test_parquet_keeps_its_types(open_one, tmp_path):
    path = tmp_path / "lead.parquet"
    duckdb.sql("select 1::bigint as id, 1.10::decimal(9, 2) as amount, date '2024-01-01' as day"
               ).write_parquet(str(path))  # fmt: skip

    table = open_one(path)

    assert [column.type for column in table.export.columns] == ["BIGINT", "DECIMAL(9,2)", "DATE"]
    assert (len(table.rows), table.numbers) == (1, [1])


def test_names_with_quotes(tmp_path):
    path = tmp_path / "O'Neil's.csv"
    path.write_text('Id,the \'best\',"a ""b"""\n1,2,3\n')

    (export,) = open_export(path, scratch=tmp_path, name=path.name)

    assert [column.name for column in export.columns] == ["Id", "the 'best'", 'a "b"']
    assert duckdb.sql(f"from {export.reader}").fetchall() == [("1", "2", "3")]


def test_blank_and_repeated_headers(open_one):
    table = open_one("Id,,Email,EMAIL, \n1,2,3,4,5\n")

    assert table.names == ["Id", "column_2", "Email", "EMAIL (2)", "column_5"]
    assert table.rows == [("1", "2", "3", "4", "5")]


@pytest.mark.parametrize(
    ("names", "mode"),
    [
        ("Id IsDeleted CreatedDate StageName Amount", "api"),
        ("id Campaign_Name Created_Time Converted__s Lead_Source", "api"),
        ("id is_deleted created_date stage_name amount", "snake_case"),
        ("property_hs_object_id _fivetran_deleted id", "snake_case"),
        ("id isdeleted createddate stagename", "lower_case"),
        ("ID ISDELETED CREATEDDATE ACTIVE__C", "upper_case"),
        ("Record ID|First Name|Email|Create Date", "label"),
        ("活动名称|开始日期|状态|ID", "label (zh)"),
        ("Record ID|created_date|StageName|a-b", "mixed"),
    ],
)
def test_naming_modes(names, mode):
    assert naming_mode(names.split("|" if "|" in names else " ")) == mode
