"""Files that must not or cannot be read: one sentence each, no traceback, nothing opened from the network."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from hyte_core.excel import Reading, read_workbook
from tests.excel.workbooks import book_of, codes, saved

GOOD = book_of(("Painopiste", "Toimenpide"), ("O", "Raati"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def with_part(name: str, content: bytes, base: bytes = GOOD) -> bytes:
    """The workbook with a part replaced or added."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(base)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return target.getvalue()


def zipped(**parts: bytes) -> bytes:
    """A zip that is no workbook."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
SHEET = "xl/worksheets/sheet1.xml"
BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty_file"),
    "zeros": (b"\0" * 2_000, "empty_file"),
    "an empty workbook": (saved(Workbook()), "empty_file"),
    "text renamed": (b"Painopiste;Toimenpide", "not_a_workbook"),
    "half a zip": (GOOD[: len(GOOD) // 2], "not_a_workbook"),
    "another zip": (zipped(a=b"x"), "not_a_workbook"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an old workbook": (OLE + "Workbook".encode("utf-16-le"), "old_format"),
    "an old document": (OLE + "WordDocument".encode("utf-16-le"), "not_a_workbook"),
    "an OpenDocument": (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "open_document"),
    "a binary workbook": (with_part("xl/workbook.bin", b""), "binary_format"),
    "entities": (with_part("xl/sharedStrings.xml", ENTITY), "unsafe_file"),
    "entities in another alphabet": (with_part(SHEET, ENTITY.decode().encode("utf-16")), "unsafe_file"),
    "a path out of the zip": (with_part("../../etc/x.xml", b"<a/>"), "unsafe_file"),
    "a bomb": (with_part(SHEET, b"<worksheet>" + b" " * 200_000_000), "bomb"),
    "broken XML": (with_part(SHEET, b"<worksheet><sheetData><row>"), "unreadable"),
    "no sheets": (with_part("xl/workbook.xml", b"<workbook/>"), "empty_file"),
    "no tables": (book_of(("Hei",), ("maailma",)), "no_table"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_one_sentence(name: str) -> None:
    content, code = BAD[name]
    reading = read_workbook(content, file="tiedosto.xlsx")
    assert codes(reading) == [f"{code}@None"]
    (problem,) = reading.problems
    assert problem.severity == "error"
    assert problem.message.endswith((".", "Toimenpide: käytä mallipohjaa."))
    assert reading.records.actions == ()


def test_a_million_formatted_empty_rows_are_not_walked_through() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 1_000_000))
    head = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Painopiste</t></is></c><c r="B1" t="inlineStr"><is><t>Toimenpide</t></is></c></row>'
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>O</t></is></c><c r="B2" t="inlineStr"><is><t>Raati</t></is></c></row>'
    )
    tail = b'</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>'
    reading = read_workbook(with_part(SHEET, head + rows + tail), plan="S", organisation="K")
    assert [action.action for action in reading.records.actions] == ["Raati"]


def _read_with(value: Any) -> Reading:
    return read_workbook(book_of(("Painopiste", "Toimenpide"), ("O", value)), plan="S", organisation="K")


def test_a_text_that_is_too_long_is_an_error_with_its_cell() -> None:
    assert codes(_read_with("x" * 5_001)) == ["too_long@B2"]
    assert codes(_read_with("x" * 5_000)) == []


def test_control_characters_are_left_out_and_mentioned() -> None:
    reading = _read_with("Raa_x0007_ti")
    assert [action.action for action in reading.records.actions] == ["Raati"]
    assert codes(reading) == ["control_characters@B2"]
    assert reading.problems[0].severity == "warning"


def test_macros_are_passed_over() -> None:
    reading = read_workbook(
        with_part("xl/vbaProject.bin", b"\0\1"), plan="S", organisation="K", file="x.xlsm"
    )
    assert len(reading.records.actions) == 1


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_tables_in_any_separator_and_encoding(separator: str, encoding: str) -> None:
    rows = [
        ("Painopiste", "Tavoite", "Toimenpide", "Tila"),
        ("Ikä", "Säilyy", '"Käynti; ja\nkysely, ""yksi"""', "vihreä"),
    ]
    text = "\r\n".join(separator.join(row) for row in rows)
    reading = read_workbook(text.encode(encoding), plan="S", organisation="K", file="Suunnitelma.csv")
    (action,) = reading.records.actions
    assert (action.focus_area, action.light, action.sheet, action.cell) == (
        "Ikä",
        "green",
        "Suunnitelma",
        "C2",
    )


def test_a_picture_named_csv_is_refused() -> None:
    assert codes(read_workbook(b"\x89PNG\r\n\0\0\1", file="kuva.csv")) == ["not_a_workbook@None"]
