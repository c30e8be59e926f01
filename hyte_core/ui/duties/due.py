"""What is due next in the yearly cycle, as a list that more pages than one can show."""

from datetime import date
from typing import Any

from hyte_core.duties import Duties, next_due
from hyte_core.duties.words import left, state_word, when
from hyte_core.ui import address
from hyte_core.ui.style import draw


def due_items(
    found: Duties, today: date, *, within: int | None = None, most: int | None = None
) -> list[dict[str, Any]]:
    """The first ``most`` things that are due as duties_due.html draws them; each leads to where it is recorded."""
    links = address.Links()
    return [
        {
            "name": one.occurrence.event.name,
            "when": when(one.occurrence),
            "left": left(one),
            "late": one.is_late,
            "light": one.occurrence.light if one.is_late else None,
            "word": state_word(one.occurrence.light) if one.occurrence.light else "",
            "href": links.to(
                "lakisaateiset",
                tehtavavuosi=str(one.occurrence.due.year),
                kirjaa=one.occurrence.duty.id if one.occurrence.duty and one.days_left <= 0 else "",
                osa="" if one.occurrence.duty else "vuosikello",
            ),
        }
        for one in next_due(found, today, within=within)[:most]
    ]


def draw_due(found: Duties, today: date, *, within: int | None = None, most: int | None = None) -> None:
    """Draw the list as a section of its own; nothing if the organisation's cycle has no event."""
    if found.events:
        draw("duties_due_section.html", due=due_items(found, today, within=within, most=most))
