"""The example for nginx really started in front of a dashboard: HTTPS, the websocket, headers, large uploads; the example for systemd."""

import http.client
import os
import re
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import ROOT, Dashboard, Reader, free_port
from playwright.sync_api import Browser

DEPLOY = ROOT / "deploy"
AROUND = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
{user}
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {example}
}}
"""


def program(name: str) -> str:
    """Where a program is; where it is not, the test is skipped, but never where everything is to be checked."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None and not os.environ.get("CI"):
        pytest.skip(f"no {name} here")
    assert found, f"{name} is to be installed where everything is checked"
    return found


@dataclass(frozen=True)
class Front:
    """nginx in front of a dashboard: its ports on loopback and its certificate."""

    secure: int
    plain: int
    certificate: Path

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
        context = ssl.create_default_context(cafile=str(self.certificate))
        connection = http.client.HTTPSConnection("localhost", self.secure, context=context, timeout=20)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse()


def example(front: Front, dashboard: Dashboard, key: Path) -> str:
    """The example with only what differs from place to place replaced: name, ports and certificate."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "hyte.example.fi": "localhost",
        "listen 80;": f"listen 127.0.0.1:{front.plain};",
        "listen 443 ssl;": f"listen 127.0.0.1:{front.secure} ssl;",
        "127.0.0.1:8501": dashboard.url.removeprefix("http://"),
        "/etc/ssl/certs/hyte.pem": str(front.certificate),
        "/etc/ssl/private/hyte.key": str(key),
    }.items():
        assert old in text
        text = text.replace(old, new)
    return text


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost and its key."""
    made, key = folder / "hyte.pem", folder / "hyte.key"
    command = [program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, "-out", made, "-keyout", key], check=True, capture_output=True)
    return made, key


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    nginx, folder = program("nginx"), tmp_path_factory.mktemp("nginx")
    (folder / "access.toml").write_text("public = true\n")
    dashboard = Dashboard(folder, empty=True, settings={"HYTE_ACCESS": str(folder / "access.toml")})
    made, key = certificate(folder)
    there = Front(free_port(), free_port(), made)
    user = "user root;" if os.geteuid() == 0 else ""
    whole = AROUND.format(folder=folder, example=example(there, dashboard, key), user=user)
    (folder / "nginx.conf").write_text(whole)
    process = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    try:
        _wait(there, folder)
        yield there
    finally:
        process.terminate()
        process.wait(10)
        dashboard.stop()


def _wait(front: Front, folder: Path) -> None:
    for _attempt in range(100):
        try:
            if front.ask("GET", "/terveys").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError((folder / "error.log").read_text())


def test_a_page_loads_through_https_and_its_websocket(front: Front, browser: Browser):
    context = browser.new_context(ignore_https_errors=True)
    reader = Reader(context.new_page(), f"https://localhost:{front.secure}")
    sockets: list[str] = []
    reader.page.on("websocket", lambda socket: sockets.append(socket.url))
    reader.open("")
    reader.sees("Tervetuloa")
    reader.sees_no_traceback()
    assert sockets == [f"wss://localhost:{front.secure}/_stcore/stream"]
    assert all(cookie["secure"] for cookie in context.cookies())
    context.close()


def test_the_headers_are_there_once_and_https_is_remembered(front: Front):
    answer = front.ask("GET", "/", {"Accept": "text/html"})
    assert answer.status == 200
    names = [name.casefold() for name, _value in answer.getheaders()]
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    for name in ("strict-transport-security", "content-security-policy", "x-content-type-options"):
        assert names.count(name) == 1
    assert "/" not in answer.headers["server"]


def test_health_is_told_through_the_proxy(front: Front):
    answer = front.ask("GET", "/terveys")
    assert (answer.status, answer.read()) == (200, b"ok")
    assert front.ask("GET", "/_stcore/health").status == 200


def test_a_file_larger_than_is_taken_is_refused_before_it_is_sent(front: Front):
    answer = front.ask("PUT", "/_stcore/upload_file/a/b", {"Content-Length": "30000000"})
    assert answer.status == 413


def test_the_proxy_lets_through_what_the_program_takes():
    largest = re.search(r"maxUploadSize = (\d+)", (ROOT / ".streamlit/config.toml").read_text())
    taken = re.search(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text())
    assert largest and taken
    assert int(largest[1]) < int(taken[1]) <= int(largest[1]) + 2


def test_plain_http_is_sent_to_https(front: Front):
    connection = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=20)
    connection.request("GET", "/tuonti?kieli=sv", headers={"Host": "localhost"})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["location"]) == (301, "https://localhost/tuonti?kieli=sv")


def test_systemd_understands_the_service_and_finds_little_to_mend(tmp_path: Path):
    analyze = program("systemd-analyze")
    unit = (DEPLOY / "hyte.service").read_text(encoding="utf-8")
    command = re.search(r"^ExecStart=(\S+) ", unit, re.MULTILINE)
    assert command
    (tmp_path / "hyte.service").write_text(unit.replace(command[1], sys.executable))
    told = subprocess.run([analyze, "verify", tmp_path / "hyte.service"], capture_output=True, text=True)
    assert (told.returncode, told.stdout + told.stderr) == (0, "")
    command_line = [analyze, "security", "--offline=true", "--threshold=35", tmp_path / "hyte.service"]
    told = subprocess.run(command_line, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout[-600:]


def test_the_service_listens_on_loopback_and_keeps_its_secrets_in_its_settings():
    unit = (DEPLOY / "hyte.service").read_text(encoding="utf-8")
    assert "--server.address 127.0.0.1" in unit
    assert "EnvironmentFile=" in unit
    assert not re.search(r"^Environment=.*(HYTE|SECRET|PASSWORD)", unit, re.MULTILINE)
