"""A report as one accessible page that needs nothing else: no scripts, no files, no network."""

from markupsafe import Markup

from hyte_core.locale import speaking
from hyte_core.reports.content import Document
from hyte_core.reports.infographic import infographic_words
from hyte_core.reports.pictures import Progress, bars_words, silent, svgs
from hyte_core.reports.rendering import rendered


def html(document: Document, progress: Progress = silent) -> str:
    """The document as an HTML page. Texts in it are escaped: what people wrote never becomes markup.

    ``progress`` is told how many of the pictures are drawn.
    """
    drawn = {block: Markup(svg) for block, svg in svgs(document, progress).items()}

    def svg_of(block: object) -> Markup:
        return drawn[id(block)]

    with speaking(document.language):
        return rendered(
            "report.html",
            document=document,
            svg_of=svg_of,
            bars_words=bars_words,
            infographic_words=infographic_words,
        )
