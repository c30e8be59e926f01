"""A running dashboard, and somebody at a browser."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.serving import end, free_port, serve
from hyte_core.database import closing_connections, connect, update
from hyte_core.installation import load_folder

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"


@cache
def _initialised(empty: bool) -> Path:
    """A database as the command line makes it, made once."""
    path, now = Path(tempfile.mkdtemp()) / "hyte.db", datetime.now(UTC)
    with closing_connections(connect(f"sqlite:///{path}")) as engine:
        update(engine, now=now)
        if not empty:
            load_folder(engine, now=now)
    return path


class Dashboard:
    """A dashboard of its own database, on loopback."""

    def __init__(
        self,
        folder: Path,
        *,
        empty: bool = False,
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """``settings`` are more settings of the environment."""
        self.url = f"http://127.0.0.1:{port or free_port()}"
        self.environment = os.environ | {
            "HYTE_DATABASE_URL": f"sqlite:///{folder / 'hyte.db'}",
            "HYTE_TODAY": TODAY,
            **(settings or {}),
        }
        if "HYTE_DATABASE_URL" not in (settings or {}):
            shutil.copy(_initialised(empty), folder / "hyte.db")
        self.process = serve("dashboard.py", int(self.url.rpartition(":")[2]), self.environment)

    def stop(self) -> None:
        end(self.process)


class Reader:
    """Somebody at a browser. Keeps what the browser complains of."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message) -> None:
        # Streamlit itself asks for _stcore below a page's path first and is told 404
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self.url}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run and what it drew is there."""
        self.page.wait_for_timeout(150)
        self.page.wait_for_function(
            "() => { const app = document.querySelector('[data-testid=stApp]');"
            " return app && app.getAttribute('data-test-script-state') === 'notRunning'"
            " && !document.querySelector('[data-testid=stSkeleton]')"
            " && document.querySelector('[data-testid=stMain] [data-testid=stElementContainer]') }",
            timeout=60_000,
        )
        self.page.wait_for_timeout(150)

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text, timeout=15_000)

    def sees_no_traceback(self) -> None:
        assert self.page.locator("[data-testid=stException]").count() == 0
        assert "Traceback" not in self.page.inner_text("body")
        assert self.complaints == []
