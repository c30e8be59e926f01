"""What axe finds of ours, on every page, light and dark; and that nothing is wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from hyte_core.ui import register

pytestmark = pytest.mark.journey

#: Streamlit's own: the uploader's drop zone, and the grid's canvas helpers.
NOT_OURS = {"stFileUploader", "stDataFrame"}


#: The addresses of all pages.
PAGES = [info.path for info in register.PAGES]
#: Views of a page that look different from it.
VIEWS = [
    "toimenpiteet?nakyma=muokkaus",
    "lakisaateiset?osa=vuosikello",
    "esitys?dia=6",
    "?nakyma=vertailu",
    "?vuosi=2024",
    "organisaatiot?osa=indikaattorit",
    "organisaatiot?osa=paivitykset",
]


@pytest.mark.parametrize("path", [*PAGES, *VIEWS])
def test_axe_finds_nothing_that_the_dashboard_causes(reader, path):
    page = reader.open(path)
    page.wait_for_timeout(500)
    found = Axe().run(page).response["violations"]
    ours = [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"]
        if not any(name in node["html"] for name in NOT_OURS)
    ]
    assert ours == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(open_reader, dashboard, path):
    reader = open_reader(dashboard, width=1920)
    page = reader.open(path)
    main = page.get_by_test_id("stMain")
    for width in (1920, 1366, 390):
        page.set_viewport_size({"width": width, "height": 900})
        reader.settle()
        assert main.evaluate("m => m.scrollWidth - m.clientWidth") <= 1, width
