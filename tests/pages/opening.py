"""Pages opened in AppTest as a browser opens their links, and what a reader sees on them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from hyte_core.database import ROOT
from hyte_core.locale import set_language

ROUTER = ROOT / "hyte_core" / "ui" / "router.py"
TODAY = "2026-11-22"
#: The addresses of all pages.
PATHS = (
    "",
    "toimenpiteet",
    "indikaattorit",
    "yhdyspinnat",
    "lakisaateiset",
    "organisaatiot",
    "kokous",
    "esitys",
    "raportti",
    "tuonti",
    "muutosloki",
    "saavutettavuus",
)
#: What somebody could put into any text, to have other people's browsers do something.
HOSTILE = "<script>alert(1)</script> ![x](http://evil.example/x.png) **bold**"


def open_page(link: str = "", **parameters: str | list[str]) -> AppTest:
    """Open a link ("toimenpiteet?valo=green") in a new tab: a new session goes straight to that page."""
    parts = urlsplit(link)
    at = AppTest.from_file(ROUTER, default_timeout=30)
    at._page_hash = calc_hash(parts.path)  # before the first run switch_page() knows no registered pages
    for name, value in {**parse_qs(parts.query), **parameters}.items():
        at.query_params[name] = value
    return at.run()


def go(at: AppTest, link: str) -> AppTest:
    """Go to another link of the same page in the same session."""
    at.query_params.clear()
    at.query_params.update(parse_qs(urlsplit(link).query))
    return rerun(at)


def rerun(at: AppTest) -> AppTest:
    """Run the page again with what its widgets say; AppTest asks for the words of their choices in this thread."""
    set_language("".join(at.query_params.get("kieli", "fi")))
    for box in at.selectbox:
        if box.value is not None and str(box.format_func(box.value)) not in box.options:
            box.options.append(str(box.value))  # a text of one's own, which AppTest does not expect
    return at.run()


def click(at: AppTest, label: str) -> AppTest:
    """Press the only button with this label."""
    button(at, label).click()
    return rerun(at)


def button(at: AppTest, label: str) -> Any:
    """The only button with this label."""
    found = [one for one in at.button if one.label == label]
    assert len(found) == 1, f"{len(found)} buttons {label}: {[one.label for one in at.button]}"
    return found[0]


def buttons(at: AppTest) -> list[str]:
    """The labels of all buttons that a reader sees."""
    return [one.label for one in at.button if one.key != "news"]


def choose(at: AppTest, key: str, value: Any) -> AppTest:
    """Choose in the widget with this key, of whatever kind."""
    widget(at, key).set_value(value)
    return rerun(at)


def widget(at: AppTest, key: str) -> Any:
    """The only widget with this key."""
    (found,) = [one for one in _elements(at) if getattr(one, "key", None) == key]
    return found


def type_into_grid(at: AppTest, cells: dict[int, dict[str, Any]]) -> AppTest:
    """Type into cells of the grid: rows by number, columns by name; sent to the script as the browser sends it."""
    (grid,) = at.data_editor
    set_language("".join(at.query_params.get("kieli", "fi")))
    states = at._tree.get_widget_states()
    state = states.widgets.add()
    state.id = grid.proto.id
    state.string_value = json.dumps({"edited_rows": cells, "added_rows": [], "deleted_rows": []})
    return at._run(states)


def warnings(at: AppTest) -> list[str]:
    """What the page warns of."""
    return [one.value for one in at.warning]


def errors(at: AppTest) -> list[str]:
    """What the page says went wrong."""
    return [one.value for one in at.error]


def told(at: AppTest) -> str:
    """Everything the page tells in boxes: errors, warnings, advice."""
    return "\n".join(one.value for kind in (at.error, at.warning, at.info) for one in kind)


def toasts(at: AppTest) -> list[str]:
    """What the page says in passing."""
    return [one.value for one in at.toast]


def count(at: AppTest) -> int:
    """How many actions the actions page says it shows."""
    for one in at.markdown:
        if said := re.fullmatch(r"\*\*([\d\s]+)(?: / .*)?(?: \D+)\*\*", one.value):
            return int(re.sub(r"\s", "", said[1]))
    raise AssertionError(f"no count among {[one.value for one in at.markdown]}")


@dataclass
class Link:
    """A link of our own HTML."""

    href: str
    kind: str
    text: str = ""


def links(at: AppTest, kind: str | None = None) -> list[Link]:
    """The links of our own HTML, of a kind (class) if one is given."""
    return [one for one in _html(at).links if kind is None or kind in one.kind.split()]


def names(at: AppTest) -> list[str]:
    """The names of the actions that the list shows."""
    return [one.text for one in links(at, "name")]


def tags(at: AppTest) -> set[str]:
    """The tags of our own HTML."""
    return _html(at).tags


def seen(at: AppTest) -> str:
    """All texts of the page, one a line; Markdown's escapes taken away."""
    return "\n".join(pieces(at))


def pieces(at: AppTest) -> list[str]:
    """The page's texts, each apart: headings, sentences, labels, choices, texts of our own HTML, cells."""
    found = [unescaped(text) for text in markdown(at)]
    found += _html(at).texts
    for one in _elements(at):
        found += [str(x) for x in getattr(one, "options", ())]
        found += [str(x) for x in (getattr(one, "placeholder", ""), getattr(one, "help", "")) if x]
        if one.type == "text":
            found.append(one.value)
        if one.type in ("dataframe", "table"):
            frame = one.value
            found += [str(x) for x in (*frame.columns, *frame.to_numpy().ravel()) if isinstance(x, str)]
    return [text for text in found if text.strip()]


def unescaped(text: str) -> str:
    """What is seen of a text in Markdown that was escaped."""
    return re.sub(r"\\([^\w\s]|_)", r"\1", text).replace("\N{WORD JOINER}", "")


def markdown(at: AppTest) -> list[str]:
    """The texts that the browser will read as Markdown, as they are sent."""
    found = []
    for one in _elements(at):
        if one.type in ("markdown", "caption", "title", "header", "subheader", "toast") or one.type in (
            "error",
            "warning",
            "info",
            "success",
        ):
            found.append(one.value)
        if one.type == "button_group":
            found += one.options
        label = getattr(one, "label", "")
        if isinstance(label, str) and label:
            found.append(label)
    return found


def _elements(at: AppTest) -> Iterator[Any]:
    return (one for one in at._tree if hasattr(one, "type"))


def _html(at: AppTest) -> "_Html":
    parser = _Html()
    for one in at.get("html"):
        parser.feed(one.value)
    return parser


@dataclass
class _Html(HTMLParser):
    """The texts, links and tags of some HTML."""

    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in.append(tag)
        given = {name: value or "" for name, value in attrs}
        self.texts += [given[name] for name in ("aria-label", "title") if name in given]
        if tag == "a":
            self.links.append(Link(given["href"], given.get("class", "")))
        if tag in ("br", "img", "input"):
            self._in.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._in and self._in.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" in self._in or not data.strip():
            return
        self.texts += [" ".join(line.split()) for line in data.split("\n")]
        if "a" in self._in:
            last = self.links[-1]
            last.text = f"{last.text} {' '.join(data.split())}".strip()
