"""A plan's report or slides as the bytes of a file: what the command line and the pages give to a reader."""

from datetime import date

from sqlalchemy import Engine

from hyte_core.locale import _, speaking
from hyte_core.problems import RefusalError
from hyte_core.reports.material import material
from hyte_core.reports.report import council_report
from hyte_core.reports.slides import presentation
from hyte_core.reports.to_docx import docx
from hyte_core.reports.to_html import html
from hyte_core.reports.to_pptx import pptx


def file(
    engine: Engine,
    plan_id: str,
    suffix: str,
    *,
    language: str,
    today: date,
    since: date | None = None,
    template: bytes | None = None,
    introduction: str = "",
    conclusions: str = "",
) -> bytes:
    """The report (.docx, .html) or the slides (.pptx) of a plan in a language.

    ``since`` is the day to compare with, ``template`` an organisation's own .docx or .pptx; the slides have no
    ``introduction`` and ``conclusions``. Raises RefusalError for a plan that is not there or a bad template.
    """
    with speaking(language), engine.connect() as connection:
        made = material(connection, plan_id, today=today, since=since)
        if made is None:
            raise RefusalError(_("Suunnitelmaa ei ole enää: valitse toinen."))
        if suffix == ".pptx":
            return pptx(presentation(made, language), template)
        document = council_report(made, language, introduction=introduction, conclusions=conclusions)
        return docx(document, template) if suffix == ".docx" else html(document).encode()
