"""A stand-in for Sotkanet on this computer that speaks the documented format, and can fail in every known way."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

#: Areas in the form of /regions. Mikkeli's membership of Etelä-Savo's county is what the service tells.
REGIONS: list[dict[str, Any]] = [
    {
        "id": 228,
        "code": "491",
        "category": "KUNTA",
        "title": {"fi": "Mikkeli", "en": "Mikkeli", "sv": "S:t Michel"},
        "memberOf": [658, 727, 959],
        "uri": "http://www.yso.fi/onto/kunnat/k491",
    },
    {
        "id": 261,
        "code": "564",
        "category": "KUNTA",
        "title": {"fi": "Oulu", "sv": "Uleåborg"},
        "memberOf": [973],
    },
    {
        "id": 959,
        "code": "12",
        "category": "HYVINVOINTIALUE",
        "title": {"fi": "Etelä-Savon hyvinvointialue", "en": "South Savo wellbeing services county"},
        "memberOf": [],
    },
    {"id": 493, "code": "07", "category": "MAAKUNTA", "title": {"fi": "Päijät-Häme"}, "memberOf": []},
    {
        "id": 975,
        "code": "09",
        "category": "HYVINVOINTIALUE",
        "title": {"fi": "Päijät-Hämeen hyvinvointialue"},
        "memberOf": [],
    },
    {"id": 658, "code": "358", "category": "MAA", "title": {"fi": "Koko maa"}, "memberOf": []},
    {"id": 727, "code": "1", "category": "NUTS1", "title": {"fi": "Manner-Suomi"}, "memberOf": []},
]
THL = {
    "id": 2,
    "title": {"fi": "Terveyden ja hyvinvoinnin laitos (THL)", "sv": "Institutet för hälsa och välfärd (THL)"},
}


def indicator(id_: int, fi: str, *, years: tuple[int, int] = (2021, 2023), **other: Any) -> dict[str, Any]:
    """An indicator in the form of /indicators/{id}."""
    return {
        "id": id_,
        "title": {"fi": fi, "en": f"{fi} in English", "sv": f"{fi} på svenska"},
        "description": {"fi": "<p>Osuus ikäluokasta.</p>", "en": "Share &amp; more", "sv": " "},
        "data-updated": "2024-05-22",
        "range": {"start": years[0], "end": years[1]},
        "primaryValueType": {"code": "PERCENT", "title": {"fi": "Prosenttia", "en": "Per cent"}},
        "decimals": 1,
        "classifications": {
            "sex": {"values": ["male", "female", "total"]},
            "region": {"values": ["Kunta", "Maa"]},
        },
        "organization": THL,
        **other,
    }


@dataclass
class Stub:
    """What the service knows, what it is to do wrong, and what it was asked.

    ``faults`` are by path, or by the path and the indicator's number ("/json 4"): how it fails, in the order of
    the questions; when they have run out it answers. "always X" never runs out.
    """

    url: str = ""
    indicators: dict[int, dict[str, Any]] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    regions: list[dict[str, Any]] = field(default_factory=lambda: list(REGIONS))
    faults: dict[str, list[str]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    queries: list[dict[str, list[str]]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def add(self, id_: int, name: str, values: dict[tuple[int, int], float], **other: Any) -> None:
        """An indicator with values by area and year, for the whole population."""
        self.indicators[id_] = indicator(id_, name, **other)
        self.rows += [row(id_, region, year, value) for (region, year), value in values.items()]

    def fault(self, key: str) -> str | None:
        """What goes wrong with this question."""
        waiting = self.faults.get(key, [])
        if waiting and waiting[0].startswith("always "):
            return waiting[0].removeprefix("always ")
        return waiting.pop(0) if waiting else None

    def answer(self, path: str, query: dict[str, list[str]]) -> Any:
        """The JSON of a path; None when there is no such thing."""
        if path == "/regions":
            return self.regions
        if path == "/indicators":
            return [
                {k: v for k, v in one.items() if k in ("id", "title", "organization", "classifications")}
                for one in self.indicators.values()
            ]
        if path == "/json":
            return [
                one
                for one in self.rows
                if str(one["indicator"]) in query["indicator"]
                and str(one["year"]) in query["years"]
                and one["gender"] in query["genders"]
            ]
        number = path.removeprefix("/indicators/")
        return self.indicators.get(int(number)) if number.isdigit() else None


def row(
    indicator: int, region: int, year: int, value: float, absolute: float = 9, gender: str = "total"
) -> dict[str, Any]:
    """A row of /json."""
    return {
        "indicator": indicator,
        "region": region,
        "year": year,
        "gender": gender,
        "value": value,
        "absValue": absolute,
    }


class _Handler(BaseHTTPRequestHandler):
    stub: Stub

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = parse_qs(address.query)
        path = address.path.removeprefix("/rest/1.1")
        key = f"{path} {query['indicator'][0]}" if "indicator" in query else path
        self.stub.asked[key] += 1
        self.stub.agents.add(self.headers["User-Agent"])
        self.stub.queries.append(query)
        fault = self.stub.fault(key)
        body = json.dumps(self.stub.answer(path, query), ensure_ascii=False).encode()
        if fault is None:
            self._send(404 if body == b"null" else 200, body)
        elif fault.isdigit():
            self._send(int(fault), b"<h1>Error</h1>", "text/html")
        elif fault == "html":
            self._send(200, b"<!DOCTYPE html><title>Huoltokatko</title>", "text/html;charset=UTF-8")
        elif fault == "html as json":
            self._send(200, b"<html></html>")
        elif fault == "half":
            self._send(200, body[: len(body) // 2], length=len(body))
        elif fault == "half without length":
            self._send(200, body[: len(body) // 2])
        elif fault == "strange":
            self._send(200, b'{"error": "no"}')
        elif fault == "hang up":
            self.connection.close()
        elif fault == "silent":
            self.stub.released.wait(10)

    def _send(
        self,
        status: int,
        body: bytes,
        kind: str = "application/json;charset=UTF-8",
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Stub]:
    """The stub at an address of its own, until the end of the block."""
    stub = Stub()
    handler = type("Handler", (_Handler,), {"stub": stub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    stub.url = f"http://127.0.0.1:{server.server_port}/rest/1.1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
