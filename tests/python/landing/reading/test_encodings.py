"""Encodings are judged by the whole file, and what is text in none is an error."""

import pytest

from crm_attribution.landing.reading import ExportError
from crm_attribution.landing.reading.legacy_encodings import legacy_encoding

PLAIN = b"".join(b"%d,plain\n" % number for number in range(400_000))


def test_a_late_byte_decides(open_one):
    # Four megabytes of ASCII come before the only accent.
    table = open_one(b"Id,Name\n" + PLAIN + "x,Zoë\n".encode("cp1252"))

    assert table.export.encoding == "windows-1252"
    assert table.rows[-1] == ("x", "Zoë")
    assert len(table.rows) == 400_001


def test_a_damaged_byte_of_utf8_is_named(open_one):
    content = "Id,Name\n1,Zoë\n2,Ren".encode()

    with pytest.raises(ExportError, match=rf"Lead\.csv: byte {len(content)} .* UTF-8"):
        open_one(content + b"\xff\n")


def test_a_byte_that_windows_1252_lacks_is_named(open_one):
    content = b"Id,Name\n" + "1,Café Crème\n".encode("cp1252") * 9

    with pytest.raises(ExportError, match=r"Lead\.csv: byte"):
        open_one(content + b"2,\x81\x8d\x8f\n")


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        ("Ärzte für Öl", "cp1252", "windows-1252"),
        ("Ärzte für Öl", "mac-roman", "mac-roman"),
        ("Corazón – mañana", "cp1252", "windows-1252"),
        ("Corazón – mañana", "mac-roman", "mac-roman"),
        ("preis 5 € pro stück", "cp1252", "windows-1252"),
        ("it’s naïve", "cp1252", "windows-1252"),
        ("it’s naïve", "mac-roman", "mac-roman"),
        ("北京", "gbk", "gb18030"),
        ("王", "gbk", "gb18030"),
        ("客户，，，", "gbk", "gb18030"),
        ("价格：㐀𠀀元，已经签约的客户名单", "gb18030", "gb18030"),
    ],
)
def test_legacy_text(text, codec, encoding):
    assert legacy_encoding(f"1,{text}\n".encode(codec)) == encoding


@pytest.mark.parametrize("text", ["привет, мир", "Καλημέρα κόσμε"])
def test_scripts_that_are_not_known_are_no_western_text(text):
    codec = "cp1251" if "п" in text else "cp1253"

    assert legacy_encoding(f"1,{text}\n".encode(codec)) is None
