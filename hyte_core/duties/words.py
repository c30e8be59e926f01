"""Duties and the yearly cycle in the reader's words."""

from babel.dates import get_month_names

from hyte_core.duties.cycle import Due, Occurrence
from hyte_core.duties.view import EventView, Section
from hyte_core.lights import Light
from hyte_core.locale import _, day, language, ngettext

#: The law that the duties are in.
LAW = "612/2021"


def state_word(light: Light) -> str:
    """A duty's state: the words that the lights have here."""
    return {
        Light.GREEN: _("tehty"),
        Light.YELLOW: _("kesken"),
        Light.RED: _("ei tehty"),
        Light.GREY: _("ei kirjattu"),
    }[light]


def month_word(month: int, *, short: bool = False) -> str:
    """A month's name standing alone; ``short`` for drawings."""
    names = get_month_names("abbreviated" if short else "wide", "stand-alone", locale=language())
    return str(names[month]).rstrip(".")


def heading(section: Section, party: str) -> str:
    """A section's heading with the paragraphs of the law."""
    place = f"{LAW} {', '.join(section.paragraphs)}"
    if section.cooperation:
        return _("Yhteistyön muodot ({place})").format(place=place)
    if party == "county":
        return _("Hyvinvointialueen tehtävät ({place})").format(place=place)
    return _("Kunnan tehtävät ({place})").format(place=place)


def when(one: Occurrence) -> str:
    """The day of an event, or the month by whose end it is due."""
    if not one.whole_month:
        return day(one.due)
    return _("{day} mennessä").format(day=day(one.due))


def repeats(event: EventView) -> str:
    """How often an event comes."""
    if event.every_years == 1:
        return _("joka vuosi")
    if event.first_year is None:
        return _("{n} vuoden välein, vuotta ei ole kerrottu").format(n=event.every_years)
    return _("{n} vuoden välein vuodesta {year}").format(n=event.every_years, year=event.first_year)


def left(one: Due) -> str:
    """How many days are left, or how late it is."""
    if one.days_left == 0:
        return _("tänään")
    if one.is_late:
        return ngettext("{n} päivä myöhässä", "{n} päivää myöhässä", -one.days_left)
    return ngettext("{n} päivä jäljellä", "{n} päivää jäljellä", one.days_left)
