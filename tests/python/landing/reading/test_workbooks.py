"""Workbooks, written by hand as the smallest files that are valid."""

import zipfile
from xml.sax.saxutils import escape

import pytest

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# Styles 1 and 2 are the built-in formats of a date and of a date with time.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="22"/></cellXfs></styleSheet>'
)


def cell(reference, value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, tuple):
        return f'<c r="{reference}" s="{value[0]}"><v>{value[1]}</v></c>'
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{reference}"><v>{value!r}</v></c>'


def sheet(rows, merged):
    lines = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{'ABCDEFGH'[index]}{number}", value) for index, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    ranges = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged)
    merges = f"<mergeCells>{ranges}</mergeCells>" if merged else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>{merges}</worksheet>'


@pytest.fixture
def write_workbook(tmp_path):
    def write(sheets, merged=()):
        path = tmp_path / "book.xlsx"
        names = list(sheets)
        kinds = f"{OFFICE}/worksheet"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/><Default '
                'Extension="xml" ContentType="application/xml"/></Types>',
            )
            archive.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
                f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            )
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                + "".join(
                    f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>'
                    for n, name in enumerate(names, start=1)
                )
                + "</sheets></workbook>",
            )
            archive.writestr(
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rs" '
                f'Type="{OFFICE}/styles" Target="styles.xml"/>'
                + "".join(
                    f'<Relationship Id="r{n}" Type="{kinds}" Target="worksheets/sheet{n}.xml"/>'
                    for n in range(1, len(names) + 1)
                )
                + "</Relationships>",
            )
            archive.writestr("xl/styles.xml", STYLES)
            for number, rows in enumerate(sheets.values(), start=1):
                archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet(rows, merged))
        return path

    return write


def test_every_sheet_is_a_table(open_all, write_workbook):
    # Day 45000 of the 1900 calendar is 15 March 2023; half a day later it is noon.
    leads = [["Id", "Amount", "Won", "Created", "Closed"],
             [1, 0.1, True, (1, 45000), (2, 45000.5)],
             ["00Q2", 1117.1, False, (1, 45001), (1, 45001)]]  # fmt: skip
    sheets = {"Leads": leads, "Empty": [], "客户": [["编号", "名称"], ["1", "北京 & 上海"]]}

    first, second = open_all(write_workbook(sheets))

    assert (first.export.name, first.export.stems) == ("book.xlsx/Leads", ("Leads", "book"))
    assert first.export.format == "workbook"
    assert first.rows == [
        ("1", "0.1", "true", "2023-03-15", "2023-03-15 12:00:00"),
        ("00Q2", "1117.1", "false", "2023-03-16", "2023-03-16 00:00:00"),
    ]
    assert (second.export.name, second.rows) == ("book.xlsx/客户", [("1", "北京 & 上海")])


def test_titles_blank_rows_and_headings_are_no_records(open_one, write_workbook):
    rows = [["Leads of 2024"], [], ["Id", "Name", None, "Date"], ["North"], ["1", "Ann", None, "x"],
            [], ["South"], ["2", None, "y", None]]  # fmt: skip

    table = open_one(write_workbook({"Leads": rows}, merged=["A1:D1", "A4:D4", "A7:D7"]))

    assert table.names == ["Id", "Name", "column_3", "Date"]
    assert table.rows == [("1", "Ann", None, "x"), ("2", None, "y", None)]
    assert table.numbers == [1, 2]


def test_an_id_that_the_workbook_has_rounded_is_rejected(open_one, write_workbook):
    rows = [["Id", "Name"], [4970762000000335415, "Ann"], ["4970762000000335415", "Ben"]]

    table = open_one(write_workbook({"Leads": rows}))

    assert table.rows == [("4970762000000335415", "Ben")]
    ((number, _, reason),) = table.broken
    assert (number, reason.split(",")[0]) == (1, "a number of more than 15 digits")


def test_text_that_calls_itself_a_workbook(open_one):
    table = open_one("Id\tName\n1\tAnn\n", "Lead.xls")

    assert (table.export.format, table.rows) == ("csv", [("1", "Ann")])
