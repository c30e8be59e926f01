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


@pytest.fixture
def reader(browser: Browser, dashboard: Dashboard) -> Iterator[Reader]:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    yield Reader(page, dashboard.url)
    page.close()


@pytest.fixture
def open_reader(browser: Browser) -> Iterator[Callable[..., Reader]]:
    pages: list[Page] = []

    def make(dashboard: Dashboard, width: int = 1366, height: int = 900) -> Reader:
        pages.append(browser.new_page(viewport={"width": width, "height": height}))
        return Reader(pages[-1], dashboard.url)

    yield make
    for page in pages:
        page.close()
