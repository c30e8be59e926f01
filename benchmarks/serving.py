"""Starting a Streamlit server on loopback, and waiting until it answers."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing

from hyte_core.database import ROOT

#: What a browser is started with: nothing of its own on the network, and it runs in a container.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    """A port that nobody listens to."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(app: str, port: int, environment: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
    """Start a server of this file of the repository with the dashboard's settings; to be ended by :func:`end`."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            app,
            "--server.headless",
            "true",
            "--server.port",
            str(port),
        ],
        cwd=ROOT,
        env=environment or os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _attempt in range(300):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.1)
    end(process)
    raise TimeoutError("the server did not start")


def end(process: "subprocess.Popen[bytes]") -> None:
    """Stop a server and wait until it is gone."""
    process.terminate()
    process.wait(10)
