"""Cold starts: a new browser process with an empty cache opens a page by its own link, until it is idle."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from hyte_core.database import ROOT

STARTS = 3
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    options = ["--server.headless", "true", "--server.port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*command, *options], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    for _attempt in range(300):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


def open_once(address: str) -> ColdStart:
    """Open a page in a new browser."""
    received = {"http": 0, "websocket": 0}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
        )
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
