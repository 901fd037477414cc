"""What Python's csv module writes is read back, whatever its form."""

import codecs
import csv
import io
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_attribution.landing.reading import open_export

DATABASE = duckdb.connect()
WESTERN = [
    ["Id", "Name", "Note"],
    ["1", "Zoë Müller", "Crème brûlée – “très bien”"],
    ["2", "José Núñez", 'said "¡olé!", left; then\ncame\tback | so ^'],
    ["3", "", "l’été à Besançon"],
]
CHINESE = [
    ["编号", "姓名", "备注"],
    ["1", "王伟", "春季促销活动，已签约"],
    ["2", "李娜", '说"好", 然后;离开\n又\t回来 | 了 ^'],
    ["3", "", "北京市海淀区中关村"],
]
FORMS = {
    "utf-8": ("utf-8", b"", WESTERN),
    "utf-8-sig": ("utf-8", codecs.BOM_UTF8, CHINESE),
    "utf-16": ("utf-16-le", codecs.BOM_UTF16_LE, CHINESE),
    "utf-16-le": ("utf-16-le", b"", WESTERN),
    "utf-16-be": ("utf-16-be", b"", WESTERN),
    "gb18030": ("gbk", b"", CHINESE),
    "windows-1252": ("cp1252", b"", WESTERN),
    "mac-roman": ("mac-roman", b"", WESTERN),
}


def written(rows, *, delimiter=",", quote='"', line_end="\n", quoting=csv.QUOTE_MINIMAL):
    text = io.StringIO()
    csv.writer(
        text, delimiter=delimiter, quotechar=quote, lineterminator=line_end, quoting=quoting
    ).writerows(rows)
    return text.getvalue()


def as_read(rows):
    return [tuple(cell or None for cell in row) for row in rows]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
@pytest.mark.parametrize("encoding", FORMS)
def test_every_form_is_read_back(open_one, encoding, delimiter, line_end):
    codec, mark, rows = FORMS[encoding]
    # A file has one kind of line end, within quoted values as well.
    rows = [[cell.replace("\n", line_end) for cell in row] for row in rows]
    text = written(rows, delimiter=delimiter, line_end=line_end)

    table = open_one(mark + text.encode(codec))

    assert (table.export.encoding, table.export.delimiter) == (encoding, delimiter)
    assert table.names == rows[0]
    assert table.rows == as_read(rows[1:])
    assert table.numbers == [1, 2, 3]
    assert (table.broken, table.export.repaired_count) == ([], 0)


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["some", "all"])
def test_quotes_of_both_kinds(open_one, quote, quoting):
    rows = [["Id", "Last, First"], ["1", f"O{quote}Neil, Ann"], ["2", "a\nb"], ["3", "x, y"]]

    table = open_one(written(rows, quote=quote, quoting=quoting))

    assert table.export.quote == quote
    assert table.rows == as_read(rows[1:])


def test_backslashes_escape_quotes(open_one):
    table = open_one('Id,Name\n1,"a \\"b\\", c"\n2,"d"\n')

    assert table.rows == [("1", 'a "b", c'), ("2", "d")]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("sep=;\r\nId;Name\r\n1;a\r\n", [("1", "a")]),
        ("\ufeff\n\nId,Name\n1,a\n\n\n2,b\n\n", [("1", "a"), ("2", "b")]),
        ("Id,Name,\n1,a,\n2,b,\n", [("1", "a", None), ("2", "b", None)]),
        ("Id,Name\n1,a,\n2,b,,\n", [("1", "a"), ("2", "b")]),
        ("Id,Name,\n1,a\n2,b,\n", [("1", "a", None), ("2", "b", None)]),
        ("Id,Name\r\n1,a\n2,b\r\n", [("1", "a"), ("2", "b")]),
        ("Id,Name\n1,a\x00\n2,b\n", [("1", "a"), ("2", "b")]),
        ('Id\tName\n1\t"Acme" Ltd\n2\t5" pipe\n', [("1", '"Acme" Ltd'), ("2", '5" pipe')]),
        ("Id,Name\n1,a\n\x1a", [("1", "a")]),
    ],
    ids=[
        "told delimiter", "blank lines", "trailing delimiters", "delimiters after rows",
        "delimiter after the header", "two line ends", "zero byte", "quotes as characters",
        "Ctrl-Z",
    ],
)  # fmt: skip
def test_harmless_oddities_lose_nothing(open_one, content, rows):
    table = open_one(content)

    assert table.rows == rows
    assert table.numbers == [1, 2][: len(rows)]
    assert table.broken == []


cells = st.text(st.sampled_from("abcXYZ0189 ,;\t|^\"'\n\\éüñ中文€-_./@#:"), max_size=12).filter(
    lambda cell: cell == cell.strip(" \t")
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    table=st.integers(2, 6).flatmap(
        lambda width: st.lists(
            st.lists(cells, min_size=width, max_size=width), min_size=0, max_size=8
        )
    ),
    delimiter=st.sampled_from(",;\t|^"),
    quote=st.sampled_from("\"'"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_any_table_is_read_back(table, delimiter, quote, encoding):
    width = len(table[0]) if table else 3
    # Texts of other scripts tell the legacy encoding, and quoted headers the quote.
    header = [f"列名{position}中国 活动" for position in range(width)]
    table = [row for row in table if any(row)]
    text = written([header], delimiter=delimiter, quote=quote, quoting=csv.QUOTE_ALL)
    text += written(table, delimiter=delimiter, quote=quote, quoting=csv.QUOTE_ALL)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(text.encode(encoding))
        (export,) = open_export(path, scratch=Path(folder), name="any.csv")
        with DATABASE.cursor() as connection:
            rows = connection.execute(f"select * from {export.reader}").fetchall()

    assert export.encoding == encoding
    assert export.broken is None
    assert [row[-width:] for row in rows] == as_read(table)
