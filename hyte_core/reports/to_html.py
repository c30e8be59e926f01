"""A report as one accessible page that needs nothing else: no scripts, no files, no network."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from hyte_core.lights import Light
from hyte_core.locale import _, day, number, speaking
from hyte_core.reports.content import Document
from hyte_core.reports.pictures import bars_words, svgs


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(_=_, day=day, number=number, Light=Light, bars_words=bars_words)
    templates.filters["kind"] = lambda block: type(block).__name__
    return templates


def html(document: Document) -> str:
    """The document as an HTML page. Texts in it are escaped: what people wrote never becomes markup."""
    drawn = {block: Markup(svg) for block, svg in svgs(document).items()}

    def svg_of(block: object) -> Markup:
        return drawn[id(block)]

    with speaking(document.language):
        return _templates().get_template("report.html").render(document=document, svg_of=svg_of)
