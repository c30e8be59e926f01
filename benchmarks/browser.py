"""Cold starts: a new browser process with an empty cache opens a page by its own link, until it is idle."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.serving import ARGUMENTS, end, free_port, serve

#: The browser, if there is one.
PROGRAM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
STARTS = 5
#: The script has run, nothing is a skeleton any more, and nothing was added to the document for a while; gives the
#: moment of the last addition, in milliseconds since navigation. Changed attributes do not count: the dashboard asks
#: every two seconds whether others have saved something, which turns the state of the script on and off.
_IDLE = """
() => {
  if (!window.lastChange) {
    window.lastChange = performance.now()
    new MutationObserver(() => { window.lastChange = performance.now() })
      .observe(document, {subtree: true, childList: true, characterData: true})
  }
  const app = document.querySelector('[data-testid=stApp]')
  const ready = app && app.getAttribute('data-test-script-state') === 'notRunning'
    && document.querySelector('[data-testid=stMain]') && !document.querySelector('[data-testid=stSkeleton]')
  return ready && performance.now() - window.lastChange > 300 ? window.lastChange : 0
}
"""


@dataclass(frozen=True)
class ColdStart:
    """Medians of cold starts: milliseconds from navigation to idle, bytes received, of which by the websocket."""

    milliseconds: float
    bytes_received: int
    bytes_of_websocket: int


@contextmanager
def server(app: Path) -> Iterator[str]:
    """A Streamlit server of this file with the dashboard's settings; its address."""
    port = free_port()
    process = serve(str(app), port)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        end(process)


def open_once(address: str) -> ColdStart:
    """Open a page in a new browser."""
    received = {"http": 0, "websocket": 0}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")

        def got(event: dict[str, Any]) -> None:
            received["http"] += int(event["encodedDataLength"])

        def framed(payload: str | bytes) -> None:
            received["websocket"] += len(payload)

        session.on("Network.loadingFinished", got)
        page.on("websocket", lambda socket: socket.on("framereceived", framed))
        page.goto(address, wait_until="commit")
        idle = page.wait_for_function(_IDLE, timeout=60_000, polling=50).json_value()
        broken = page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count()
        browser.close()
    assert not broken, f"{address} shows an error"
    return ColdStart(float(idle), received["http"] + received["websocket"], received["websocket"])


def measure_in_turn(addresses: list[str]) -> list[ColdStart]:
    """Open each address several times, in turn, so that what else the computer does troubles all alike; medians."""
    rounds = [[open_once(address) for address in addresses] for _ in range(STARTS)]
    return [_medians(list(starts)) for starts in zip(*rounds, strict=True)]


def _medians(starts: list[ColdStart]) -> ColdStart:
    return ColdStart(
        median(one.milliseconds for one in starts),
        int(median(one.bytes_received for one in starts)),
        int(median(one.bytes_of_websocket for one in starts)),
    )
