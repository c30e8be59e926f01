"""Whatever people or their workbooks write is shown, saved and sent out as the text that it is."""

import csv
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from io import BytesIO, StringIO

import pytest
from hostile import HOSTILE, MARKUP, fill
from opening import markdown, open_page, rerun, seen, tags
from openpyxl import load_workbook
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from trees import NOW

from hyte_core import reports
from hyte_core.changes import changes_of
from hyte_core.excel import read_workbook, values_csv, workbook
from hyte_core.imports import accept, load
from hyte_core.records import dump

PAGES = [
    "",
    "?nakyma=vertailu",
    "?vuosi=2025",
    "toimenpiteet",
    "toimenpiteet?nakyma=muokkaus",
    "toimenpiteet?toimenpide=action",
    "toimenpiteet?arvioi=action",
    "toimenpiteet?muokkaa=action",
    "toimenpiteet?poista=action",
    "indikaattorit",
    "indikaattorit?indikaattori=indicator",
    "indikaattorit?indikaattori=indicator&osa=arvot",
    "indikaattorit?indikaattori=indicator&osa=kortti",
    "indikaattorit?indikaattori=indicator&osa=toimenpiteet",
    "yhdyspinnat",
    "yhdyspinnat?osa=verkostot",
    "yhdyspinnat?osa=aste",
    "yhdyspinnat?osa=puutteet",
    "lakisaateiset",
    "lakisaateiset?osa=vuosikello",
    "lakisaateiset?osa=vuosi",
    "organisaatiot",
    "kokous",
    "kokous?kokous=meeting",
    "kokous?kokous=meeting&kohta=1",
    "esitys",
    "esitys?dia=1",
    "esitys?esitys=presentation",
    "esitys?esitys=presentation&dia=1",
    "raportti",
    "raportti?osa=kannanotot",
    "raportti?osa=tekstit",
    "raportti?osa=kortit",
    "tuonti",
    "muutosloki",
]


@pytest.fixture
def hostile(empty: Engine) -> Engine:
    fill(empty)
    return empty


def assert_literal(at: AppTest) -> None:
    """Nothing that people wrote is markup: in what is read as Markdown, and in our own HTML."""
    assert not at.exception
    helps = [one.help for one in at._tree if getattr(one, "help", "")]
    choices = [text for one in at.radio for text in one.options]
    for text in [*markdown(at), *map(str, helps), *choices]:
        assert [sign for sign in MARKUP if re.search(r"(?<!\\)" + re.escape(sign), text)] == [], text
        assert not re.search(r"(https?\\?:|www)[\\/.]", text), "the browser makes a link of it"
    assert not tags(at) & {"script", "iframe", "object"}


@pytest.mark.parametrize("link", PAGES)
def test_no_page_reads_peoples_texts_as_markup(hostile, link):
    assert_literal(open_page(link))


@pytest.mark.parametrize("link", ["toimenpiteet", "indikaattorit", "yhdyspinnat", "kokous?kokous=meeting"])
def test_the_texts_are_seen_as_they_are(hostile, link):
    assert "<script>window.hit='script'</script>" in seen(open_page(link))


def test_the_journal_shows_them_as_they_are_too(hostile):
    at = open_page("muutosloki")
    at.session_state["row_1"] = True
    rerun(at)
    assert_literal(at)


# --- what goes out


def formulas(content: bytes) -> list[str]:
    """The cells of a workbook that Excel would work out or follow."""
    book = load_workbook(BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_a_workbook_has_no_formulas_or_links_of_peoples(hostile):
    content = workbook(dump(hostile))
    assert formulas(content) == []
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "external" in name.casefold()]


def test_a_text_table_has_no_formulas(hostile):
    text = values_csv(dump(hostile)).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert len(rows) == 2
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_report_as_a_web_page_has_no_elements_of_peoples(hostile):
    content = reports.file(hostile, "plan", ".html", language="fi", today=date(2026, 11, 22))
    parser = _Tags()
    parser.feed(content.decode())
    assert not [tag for tag, _given in parser.found if tag in ("script", "iframe", "object", "embed")]
    given = [(name, value or "") for _tag, attributes in parser.found for name, value in attributes.items()]
    assert not [name for name, _value in given if name.startswith("on")]
    assert not [v for name, v in given if name in ("src", "href") and not v.startswith(("data:image/", "#"))]
    assert "window.hit" in content.decode()


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
def test_documents_link_to_nothing_outside_and_open(hostile, suffix):
    content = reports.file(hostile, "plan", suffix, language="fi", today=date(2026, 11, 22))
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        rels = [package.read(name).decode() for name in package.namelist() if name.endswith(".rels")]
    assert not [text for text in rels if "evil.example" in text or "javascript:" in text]


# --- what comes in


def test_a_workbook_of_such_texts_comes_in_as_the_texts_that_they_are(hostile, tmp_path):
    content = workbook(dump(hostile))
    loading = load(hostile, "vihamielinen.xlsx", content, today=date(2026, 11, 22))
    assert loading.comparison is not None
    assert loading.comparison.counts["added"] == loading.comparison.counts["changed"] == 0
    assert [p for p in read_workbook(content).problems if p.severity == "error"] == []


def test_a_files_name_is_shown_as_it_is(hostile):
    name = f"{HOSTILE[:40]}**b**:red[r].xlsx".replace("/", "")
    book = load_workbook(BytesIO(workbook(dump(hostile))))
    book["Toimenpiteet"]["A2"].value = "Toinen painopiste"
    changed = BytesIO()
    book.save(changed)
    loading = load(hostile, name, changed.getvalue(), today=date(2026, 11, 22))
    done = accept(hostile, loading, author="A", now=NOW)
    assert done.change_set is not None
    assert changes_of(hostile, done.change_set)
    for link in ("tuonti", "muutosloki", "toimenpiteet?toimenpide=action"):
        assert_literal(open_page(link))
