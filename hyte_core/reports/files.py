"""A plan's report or slides as the bytes of a file: what the command line and the pages give to a reader."""

from datetime import date

from sqlalchemy import Engine

from hyte_core.charts.drawing import get_ready
from hyte_core.history import Past
from hyte_core.locale import _, speaking
from hyte_core.problems import RefusalError
from hyte_core.reports.cards import county
from hyte_core.reports.choices import presentation
from hyte_core.reports.material import material
from hyte_core.reports.pictures import Progress, silent
from hyte_core.reports.report import council_report, county_report
from hyte_core.reports.to_docx import docx
from hyte_core.reports.to_html import html
from hyte_core.reports.to_pptx import pptx

#: The forms of a report: to the council, or a county's in three parts.
COUNCIL, COUNTY = "council", "county"
FORMS = (COUNCIL, COUNTY)


def file(
    source: Engine | Past,
    plan_id: str,
    suffix: str,
    *,
    language: str,
    today: date,
    since: date | None = None,
    template: bytes | None = None,
    form: str = COUNCIL,
    year: int | None = None,
    progress: Progress = silent,
) -> bytes:
    """The report (.docx, .html) or the slides (.pptx) of a plan in a language, of today or of a day of the past.

    ``since`` is the day to compare with, ``template`` an organisation's own .docx or .pptx. A report has one of the
    :data:`FORMS` and the texts and cards of a ``year``, by default today's; ``progress`` is told how many of its
    pictures are drawn. Raises RefusalError for a plan that is not there or a bad template.
    """
    if suffix != ".pptx":
        get_ready()  # while what is to be drawn is put together
    with speaking(language), source.connect() as connection:
        made = material(connection, plan_id, today=today, since=since, past=isinstance(source, Past))
        if made is None:
            raise RefusalError(_("Suunnitelmaa ei ole enää: valitse toinen."))
        if suffix == ".pptx":
            return pptx(presentation(made, language), template)
        if form == COUNTY:
            cards = county(connection, made, year or today.year)
            document = county_report(made, language, cards, year=year)
        else:
            document = council_report(made, language, year=year)
    if suffix == ".docx":
        return docx(document, template, progress)
    return html(document, progress).encode()
