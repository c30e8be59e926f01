"""The document that a browser loads first: Streamlit's own, with what our pages need added to it.

Streamlit loads the code of a widget when the script first draws one, after it has started, connected and run. The
hints tell the browser to fetch the code that the asked page will need along with everything else.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from hyte_core.locale import LANGUAGES, _, speaking
from hyte_core.ui import news
from hyte_core.ui.style import style_sheet

_STATIC = Path(st.__file__).parent / "static" / "static"
_IMPORTED = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
#: The kinds of elements that every page draws, by the names of Streamlit's chunks, and those of one page.
EVERYWHERE = ("Button", "ButtonGroup", "Html", "Selectbox")
BY_PAGE: Mapping[str, tuple[str, ...]] = {
    "toimenpiteet": ("DownloadButton", "Pagination", "TextInput"),
    "indikaattorit": ("Pagination",),
    "yhdyspinnat": ("BidiComponent", "Multiselect", "TextInput"),
    "lakisaateiset": ("Checkbox", "DownloadButton"),
    "organisaatiot": ("DownloadButton", "Pagination", "TextInput"),
    "kokous": ("DownloadButton",),
    "esitys": ("BidiComponent",),
    "raportti": ("Checkbox",),
    "tuonti": ("DownloadButton", "FileUploader"),
    "muutosloki": ("Pagination", "TextInput"),
}
#: A view of a page, by a part of its address, that needs more.
BY_QUERY: Mapping[str, tuple[str, ...]] = {
    "nakyma=muokkaus": ("DataFrame",),
    "osa=arvot": ("DataFrame",),
    "indikaattori=": ("ArrowVegaLiteChart", "loadVegaEmbed"),
}
#: Links in our own HTML are ordinary links: they can be copied, opened in a new tab and reached with the keyboard.
#: A plain click on one goes the way of the browser's Back button, which Streamlit follows without loading again.
#: A link may ask for the whole screen, which the Esc key gives back along with what was shown on it.
#: A page that is looked at asks whether others have saved what it shows, but not while it is being drawn.
#: The page's language is the one in the address. The server is above the page: without being told, Streamlit looks
#: for it under the page first.
_SCRIPT = """
window.__streamlit = {
  BACKEND_BASE_URL: new URL('.', location.href).href,
  HOST_CONFIG: { allowedOrigins: ['https://nobody.invalid'], useExternalAuthToken: false },
}
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-testid=stHtml] a[href]')
  const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  if (!link || !plain || event.defaultPrevented || link.origin !== location.origin || link.target) return
  event.preventDefault()
  if (link.dataset.fullScreen) document.documentElement.requestFullscreen?.().catch(() => {})
  history.pushState({}, '', link.href)
  dispatchEvent(new PopStateEvent('popstate'))
})
document.addEventListener('fullscreenchange', () => {
  if (!document.fullscreenElement) document.querySelector('.st-key-slide_leave button')?.click()
})
const speak = () => {
  const asked = new URLSearchParams(location.search).get('kieli')
  document.documentElement.lang = CODES.includes(asked) ? asked : 'fi'
}
for (const name of ['pushState', 'replaceState']) {
  const original = history[name]
  history[name] = function (...given) { original.apply(this, given); speak() }
}
addEventListener('popstate', speak)
speak()
let pressed, at
const ask = async () => {
  const { shown, watched } = document.querySelector('.foot[data-shown]')?.dataset ?? {}
  const button = document.querySelector('.st-key-news button')
  const runs = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'notRunning'
  const waits = pressed === shown && Date.now() < at + AGAIN * 1000
  if (!shown || !button || runs || waits || document.hidden) return
  const answer = await fetch(`.${NEWS}?${new URLSearchParams({ shown, watched })}`).catch(() => null)
  if (answer?.status !== 200 || !document.contains(button)) return
  pressed = shown
  at = Date.now()
  button.click()
}
setInterval(ask, EVERY * 1000)
document.addEventListener('visibilitychange', ask)
"""


def document(index: bytes, page: str, query: str) -> bytes:
    """Streamlit's document for the page with this path and query: in Finnish, our links and the page's hints in it."""
    views = (chunks for part, chunks in BY_QUERY.items() if part in query)
    names = (*EVERYWHERE, *BY_PAGE.get(page, ()), *(name for chunks in views for name in chunks))
    hints = "".join(_hint(file) for file in needed(names) if file.encode() not in index)
    known = f"const CODES = {json.dumps(list(LANGUAGES))}, NEWS = '{news.PATH}'"
    known += f", EVERY = {news.EVERY_SECONDS}, AGAIN = {news.AGAIN_SECONDS}"
    added = f"<script>{{{known}{_SCRIPT}}}</script>\n{hints}\n</head>"
    # after Streamlit's own styles, which would win over ours, and once instead of with every run
    styled = f"<style>{_words()}{style_sheet()}</style>\n</body>"
    changed = index.replace(b'<html lang="en">', b'<html lang="fi">').replace(b"</head>", added.encode())
    return changed.replace(b"</body>", styled.encode())


@cache
def _words() -> str:
    """What the style sheet says in the document's language in place of words that Streamlit has in English alone."""
    return "".join(f":root:lang({code}) {{ {_said(code)} }}\n" for code in LANGUAGES)


def _said(code: str) -> str:
    megabytes = st.get_option("server.maxUploadSize")
    with speaking(code):
        said = {
            "choose-file": _("Valitse tiedosto"),
            "largest-file": _("tai pudota se tähän, enintään {n} Mt").format(n=megabytes),
            "wrong-file": _(
                "Punaisella merkitty tiedosto ei kelpaa: tarkista, että se on oikeaa muotoa ja enintään {n} Mt."
            ).format(n=megabytes),
        }
    return " ".join(f"--{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in said.items())


def _hint(file: str) -> str:
    if file.endswith(".css"):
        return f'<link rel="stylesheet" crossorigin href="./static/css/{file}">'
    return f'<link rel="modulepreload" crossorigin href="./static/js/{file}">'


@cache
def needed(names: tuple[str, ...]) -> tuple[str, ...]:
    """The files of these chunks and of all that they import; those that Streamlit does not have are left out."""
    waiting = [path.name for name in names for path in sorted(_STATIC.glob(f"*/{name}.*"))]
    files: dict[str, None] = {}
    while waiting:
        file = waiting.pop(0)
        if file not in files:
            files[file] = None
            waiting.extend(_imports(file))
    return tuple(files)


@cache
def _imports(file: str) -> tuple[str, ...]:
    path = _STATIC / "js" / file
    return tuple(_IMPORTED.findall(path.read_text(encoding="utf-8"))) if path.exists() else ()
