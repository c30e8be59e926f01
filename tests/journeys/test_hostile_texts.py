"""A workbook full of scripts, pictures and formulas comes in through the upload page: nothing of it runs or is fetched anywhere."""

from pathlib import Path

from browsing import Dashboard, Reader
from hostile import HOSTILE, fill
from playwright.sync_api import Page
from sqlalchemy import Engine

from hyte_core.excel import workbook
from hyte_core.records import dump

PATHS = (
    "",
    "?nakyma=vertailu",
    "toimenpiteet",
    "toimenpiteet?nakyma=muokkaus",
    "indikaattorit",
    "yhdyspinnat",
    "lakisaateiset",
    "organisaatiot",
    "kokous",
    "esitys",
    "esitys?dia=2",
    "raportti",
    "tuonti",
    "muutosloki",
)
#: What only people's texts could have put on a page.
FOREIGN = (
    "img[src*='evil'], img[src='x'], a[href*='//evil'], a[href^='javascript'], .katex, iframe, [onerror]"
)


def assert_untouched(page: Page, asked: list[str]) -> None:
    assert page.evaluate("window.hit") is None
    assert page.locator(FOREIGN).evaluate_all("all => all.map((one) => one.outerHTML)") == []
    assert [url for url in asked if "evil.example" in url] == []


def test_a_hostile_workbook_stays_text_on_every_page(
    open_reader, empty_dashboard: Dashboard, engine: Engine, tmp_path: Path
):
    fill(engine)
    (tmp_path / "vihamielinen **b** :red[r].xlsx").write_bytes(workbook(dump(engine)))
    reader: Reader = open_reader(empty_dashboard)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    page = reader.open("tuonti")
    page.locator("input[type=file]").set_input_files(tmp_path / "vihamielinen **b** :red[r].xlsx")
    reader.sees("vihamielinen **b** :red[r].xlsx")
    reader.settle()
    assert_untouched(page, asked)
    page.get_by_role("button", name="Hyväksy").click()
    reader.sees("on tallennettu")
    for path in PATHS:
        page = reader.open(path)
        assert_untouched(page, asked)
        reader.sees_no_traceback()
    reader.open("toimenpiteet")
    reader.sees(HOSTILE[:60])
    for url in asked:
        assert url.startswith((empty_dashboard.url, "data:", "blob:")), url
