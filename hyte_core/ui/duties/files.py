"""A year of duties and the yearly cycle to take along: as a workbook that can be brought back, and on paper.

Both run when their button is pressed, in a thread that does not know the reader's language.
"""

from datetime import date

from hyte_core.duties import Duties, sections
from hyte_core.duties.words import heading, state_word
from hyte_core.excel import workbook
from hyte_core.locale import speaking
from hyte_core.records.of_duties import duty_records
from hyte_core.ui.duties.cycle import cycle_values
from hyte_core.ui.duties.rows import row
from hyte_core.ui.style import printable


def as_workbook(found: Duties, year: int, code: str) -> bytes:
    """The year as an Excel file, in the language ``code``."""
    with speaking(code):
        return workbook(duty_records(found, year))


def on_paper(found: Duties, year: int, today: date, code: str, title: str) -> bytes:
    """The year as an HTML page for printing, in the language ``code``."""
    with speaking(code):
        groups = [
            (heading(one, found.party or ""), [row(duty, year) for duty in one.duties])
            for one in sections(found)
        ]
        cycle = cycle_values(found, year, today, here=None, theme="light")
    return printable(
        code,
        "duties_print.html",
        title=title,
        groups=groups,
        counts=found.count(year),
        word=state_word,
        **cycle,
    )
