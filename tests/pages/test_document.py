"""What the browser is sent before the pages: Streamlit's document with our links and hints, and the headers."""

import asyncio
import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit as st
from awaiting import finish
from starlette.applications import Starlette
from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import Route

from hyte_core.ui.document import BY_PAGE, BY_QUERY, EVERYWHERE, document, needed
from hyte_core.ui.server import headers

STATIC = Path(st.__file__).parent / "static"
INDEX = (STATIC / "index.html").read_bytes()


async def _index(_request):
    return FileResponse(STATIC / "index.html")


async def _words(_request):
    return PlainTextResponse("plain")


#: A server that answers as Streamlit's does.
SERVER = Starlette(
    routes=[Route("/", _index), Route("/toimenpiteet", _index), Route("/words.txt", _words)],
    middleware=[headers()],
)


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    text: str


def get(link: str, **given: str) -> Answer:
    """Ask for a link as a browser asks for a page."""
    path, _mark, query = link.partition("?")
    asked = {"accept": "text/html", "host": "localhost"} | {n.replace("_", "-"): v for n, v in given.items()}
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in asked.items()],
    }
    sent = []

    async def receive():
        await asyncio.Event().wait()  # the browser stays on the line

    async def send(message):
        sent.append(message)

    finish(SERVER(scope, receive, send))
    start, *bodies = sent
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], found, b"".join(body.get("body", b"") for body in bodies).decode())


@pytest.mark.parametrize(
    "name", [*EVERYWHERE, *(n for names in (*BY_PAGE.values(), *BY_QUERY.values()) for n in names)]
)
def test_streamlit_has_what_the_hints_name(name):
    assert needed((name,))


def test_every_hinted_file_exists_with_all_that_it_imports():
    files = needed(EVERYWHERE)
    assert all(list(STATIC.glob(f"static/*/{file}")) for file in files)
    assert len(files) > len(EVERYWHERE)


def test_a_page_is_hinted_what_it_draws_and_nothing_twice():
    start = document(INDEX, "", "").decode()
    grid = document(INDEX, "toimenpiteet", "nakyma=muokkaus").decode()
    assert "/Selectbox." in start and "/DataFrame." not in start
    assert "js/DataFrame." in grid and "css/DataFrame." in grid
    hints = [part.partition('"')[0] for part in grid.split('href="./static/')[1:]]
    assert len(hints) == len(set(hints))


def test_a_document_has_words_of_every_language_for_what_streamlit_says_in_english():
    text = document(INDEX, "tuonti", "").decode()
    for word in ("Valitse tiedosto", "Välj fil", "Choose a file"):
        assert f'--choose-file: "{word}";' in text


def test_a_document_is_finnish_with_our_script_before_the_page():
    answer = get("/toimenpiteet")
    assert '<html lang="fi">' in answer.text and '<html lang="en">' not in answer.text
    assert answer.text.index("BACKEND_BASE_URL") < answer.text.index("<div id=")
    assert int(answer.headers["content-length"]) == len(answer.text.encode())


def test_a_browser_is_never_told_that_its_old_document_is_still_good():
    index = STATIC / "index.html"
    known = FileResponse(index, stat_result=index.stat()).headers["etag"]
    assert get("/", if_none_match=known).status == 200
    assert "etag" not in get("/").headers


def test_what_is_no_document_is_left_as_it_is():
    assert get("/words.txt").text == "plain"


def policy(answer: Answer) -> dict[str, list[str]]:
    """The content security policy of an answer, by directive."""
    parts = (part.split() for part in answer.headers["content-security-policy"].split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("link", ["/", "/words.txt"])
def test_every_answer_has_the_headers_of_safety(link):
    answer = get(link)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert policy(answer)["frame-ancestors"] == policy(answer)["default-src"] == ["'none'"]


@pytest.mark.parametrize("link", ["/", "/words.txt"])
def test_nothing_comes_from_elsewhere_and_no_script_but_ours_runs(link):
    told = policy(get(link))
    sources = {source for directive in told.values() for source in directive}
    assert not [source for source in sources if "*" in source or "http" in source or source == "ws:"]
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & set(told["script-src"])


def test_the_scripts_of_the_document_itself_are_allowed_by_their_digests():
    answer = get("/")
    scripts = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    digests = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    assert len(digests) > 1
    assert {f"'sha256-{digest}'" for digest in digests} <= set(policy(answer)["script-src"])
    assert not [source for source in policy(get("/words.txt"))["script-src"] if "sha256" in source]


def test_a_reader_of_a_page_that_does_not_exist_is_sent_to_the_start_page():
    assert get("/poissa?kieli=sv").headers["location"] == "/?kieli=sv&puuttuu=poissa"
