"""The register of pages: one line a page."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cache

import streamlit as st

from hyte_core.database import ROOT
from hyte_core.locale import _


@dataclass(frozen=True)
class PageInfo:
    """A page: its file under pages/, its path in the address (empty for the start page), its title and icon.

    ``aside`` is a page that is not among the others in the sidebar but at its foot, and that anybody may read.
    """

    file: str
    path: str
    title: Callable[[], str]
    icon: str
    aside: bool = False

    def page(self) -> st.Page:
        """The page as Streamlit knows it; a copy, as Streamlit writes into it which one a reader may open."""
        return copy(_made(self, self.title()))


@cache
def _made(info: PageInfo, title: str) -> st.Page:
    """A page with a title. To make one asks the file system six times, and each run needs them all."""
    return st.Page(
        ROOT / "pages" / info.file,
        title=title,
        url_path=info.path or None,
        default=not info.path,
        icon=info.icon,
        visibility="hidden" if info.aside else "visible",
    )


#: The parameter that brings a page that does not exist to the start page, which says so.
MISSING_PAGE = "puuttuu"

ACCESSIBILITY = "saavutettavuus"

PAGES = (
    PageInfo("overview.py", "", lambda: _("Tilannekuva"), ":material/dashboard:"),
    PageInfo("actions.py", "toimenpiteet", lambda: _("Toimenpiteet"), ":material/checklist:"),
    PageInfo("indicators.py", "indikaattorit", lambda: _("Indikaattorit"), ":material/monitoring:"),
    PageInfo("interface_areas.py", "yhdyspinnat", lambda: _("Yhdyspinnat"), ":material/hub:"),
    PageInfo("duties.py", "lakisaateiset", lambda: _("Lakisääteiset"), ":material/gavel:"),
    PageInfo("organisations.py", "organisaatiot", lambda: _("Kunnat ja alueet"), ":material/map:"),
    PageInfo("meeting.py", "kokous", lambda: _("Kokous"), ":material/groups:"),
    PageInfo("presentation.py", "esitys", lambda: _("Esitys"), ":material/slideshow:"),
    PageInfo("report.py", "raportti", lambda: _("Raportti"), ":material/description:"),
    PageInfo("upload.py", "tuonti", lambda: _("Tuonti"), ":material/upload_file:"),
    PageInfo("journal.py", "muutosloki", lambda: _("Muutosloki"), ":material/history:"),
    PageInfo(
        "accessibility.py",
        ACCESSIBILITY,
        lambda: _("Saavutettavuus ja tietosuoja"),
        ":material/accessibility_new:",
        aside=True,
    ),
)


def page(path: str) -> st.Page:
    """The page with this path in the address."""
    return next(info for info in PAGES if info.path == path).page()
