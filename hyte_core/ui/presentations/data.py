"""Presentations as the pages of this run see them: what has been saved, and the sheets that are shown."""

from dataclasses import dataclass
from datetime import date

from hyte_core.cooperation import COOPERATION_TABLES
from hyte_core.database import database_url
from hyte_core.history import Moment
from hyte_core.locale import language
from hyte_core.reports import Deck, Material
from hyte_core.reports import material as read
from hyte_core.reports.choices import deck, name_of, slides_of, usual
from hyte_core.reports.material import MATERIAL_TABLES, made_of
from hyte_core.reports.sheets import Sheet, sheets
from hyte_core.ui import past_data, plan_data, session
from hyte_core.ui.areas.data import cooperation
from hyte_core.ui.duties.data import duties
from hyte_core.ui.indicators import data as indicator_data
from hyte_core.ui.remembering import remembered
from hyte_core.ui.reports.data import statements, written
from hyte_core.views.presentations import PresentationView, SlideView
from hyte_core.views.written import WRITTEN_TABLES, plan_of


@dataclass(frozen=True)
class Part:
    """A chosen slide as the list shows it.

    ``name`` is what it shows (None if that is gone), ``first`` the number of its first sheet, ``sheets`` how many.
    """

    slide: SlideView
    name: str | None
    title: str
    first: int
    sheets: int


@dataclass(frozen=True)
class Shown:
    """A presentation ready to be shown: a saved one, or the plan's usual one (without an id)."""

    id: str
    name: str
    deck: Deck
    sheets: tuple[Sheet, ...]
    parts: tuple[Part, ...]


@remembered(16)
def _material(url: str, plan_id: str, version: int, code: str, on: date, at: Moment | None) -> Material:
    found = plan_data.plan(plan_id)
    assert found is not None
    owner = found.organisation_id
    past = past_data.past_of(plan_id, owner)
    if past is None:
        known, together, obliged = indicator_data.indicators(owner), cooperation(), duties(owner)
        return made_of(found, known, together, obliged, statements(plan_id, on.year), today=on)
    with past.connect() as connection:
        made = read(connection, plan_id, today=on, past=True)
    assert made is not None
    return made


def _version(plan_id: str, *tables: str) -> int:
    """The version of what a plan's slides are made of, and of some more tables of its organisation's."""
    own = session.version_of(*MATERIAL_TABLES, *tables, organisation=plan_data.organisation_of(plan_id))
    return max(own, session.version_of(*COOPERATION_TABLES))


def material(plan_id: str) -> Material:
    """What the slides of a plan are made of, in the reader's language, at the moment that this run shows.

    Shared between sessions: never changed.
    """
    version = _version(plan_id)
    return _material(database_url(), plan_id, version, language(), session.shown_day(), session.moment())


def saved(plan_id: str) -> tuple[PresentationView, ...]:
    """The presentations that have been saved for a plan, by name."""
    return written(plan_id).presentations


@remembered(32)
def _shown(
    url: str, plan_id: str, wanted: str, version: int, code: str, on: date, at: Moment | None
) -> Shown:
    made = material(plan_id)
    found = next((one for one in saved(plan_id) if one.id == wanted), None)
    kept = _kept(url, plan_id, wanted, code, on, at)
    # Most of what is saved is of other plans: what this one is made of is compared in a hundredth of drawing's time.
    if kept and kept[0][:2] == (made, found):
        return kept[0][2]
    kept[:] = [(made, found, _drawn(made, found, code))]
    return kept[0][2]


@remembered(32)
def _kept(
    url: str, plan_id: str, wanted: str, code: str, on: date, at: Moment | None
) -> list[tuple[Material, PresentationView | None, Shown]]:
    """The presentation that was drawn last, with what it was made of; empty before the first one."""
    return []


def _drawn(made: Material, found: PresentationView | None, code: str) -> Shown:
    slides = found.slides if found else usual(made)
    whole = deck(made, code, slides, found.name if found else "")
    drawn = tuple(sheets(whole))
    return Shown(
        found.id if found else "",
        found.name if found else "",
        whole,
        drawn,
        tuple(_parts(made, whole, slides, drawn)),
    )


def _parts(
    made: Material, whole: Deck, slides: tuple[SlideView, ...], drawn: tuple[Sheet, ...]
) -> list[Part]:
    found, place = [], 0
    for slide in slides:
        many = len(slides_of(made, slide))
        own = [sheet for sheet in drawn if place <= sheet.slide < place + many]
        title = whole.slides[place].title if many else slide.title
        found.append(Part(slide, name_of(made, slide), title, own[0].number if own else 0, len(own)))
        place += many
    return found


def shown(plan_id: str, presentation_id: str) -> Shown:
    """A saved presentation, or the usual one for an empty id or one that is not there. Shared: never changed."""
    key = (_version(plan_id, *WRITTEN_TABLES), language(), session.shown_day(), session.moment())
    return _shown(database_url(), plan_id, presentation_id, *key)


@remembered(256)
def _owner(url: str, presentation_id: str, version: int) -> str | None:
    with session.engine().connect() as connection:
        return plan_of(connection, presentation_id)


def owner(presentation_id: str) -> str | None:
    """The plan that a presentation is of; None if it is not there (any more)."""
    return _owner(database_url(), presentation_id, session.version_of("presentation"))
