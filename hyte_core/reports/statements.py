"""What people have written of a plan, as parts of a report: dated statements as lists, the report's texts as paragraphs."""

from collections.abc import Iterator

from hyte_core.locale import _
from hyte_core.reports.content import Bullets, Paragraph, Section
from hyte_core.views.statements import Statements


def kind_words() -> dict[str, str]:
    """The kinds of dated statements as headings."""
    return {
        "worry": _("Huolet"),
        "positive": _("Myönteinen kehitys"),
        "conclusion": _("Johtopäätöksiä ja kehittämisehdotuksia"),
    }


def state_summary(found: Statements, language: str) -> Iterator[Section]:
    """The summary of the state of wellbeing: a section for each kind that has statements."""
    for kind, title in kind_words().items():
        told = found.dated(kind, language)
        if told:
            yield Section(title, (Bullets(tuple(one.text for one in told)),))


def written(text: str) -> tuple[Paragraph, ...]:
    """What a person wrote, a paragraph for each that an empty line ends."""
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(Paragraph(part) for part in parts if part)
