"""Fixtures of the journeys: a dashboard with the real data, an empty one, readers."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from browsing import Dashboard, Reader
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.serving import ARGUMENTS


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None and not os.environ.get("CI"):
        pytest.skip("no Chromium here: install it, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    running = Dashboard(tmp_path_factory.mktemp("dashboard"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def empty_dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    running = Dashboard(tmp_path_factory.mktemp("empty"), empty=True)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def _windows(browser: Browser) -> list[Page]:
    """Windows that nobody looks at now; one that is used again has Streamlit's programs ready, two seconds sooner."""
    return []


@pytest.fixture
def open_reader(browser: Browser, _windows: list[Page]) -> Iterator[Callable[..., Reader]]:
    pages: list[Page] = []

    def make(dashboard: Dashboard, width: int = 1366, height: int = 900) -> Reader:
        pages.append(_windows.pop() if _windows else browser.new_page())
        pages[-1].set_viewport_size({"width": width, "height": height})
        return Reader(pages[-1], dashboard.url)

    yield make
    for page in pages:
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        page.goto("about:blank")
        page.context.clear_cookies()
        _windows.append(page)


@pytest.fixture
def reader(open_reader: Callable[..., Reader], dashboard: Dashboard) -> Reader:
    return open_reader(dashboard)
