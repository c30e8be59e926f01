"""Which slides a presentation has: the kinds that can be chosen, what each can show, and the usual choice."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from hyte_core.indicators import Verdict
from hyte_core.locale import _, speaking
from hyte_core.records.subjects import GROUP, NEXT
from hyte_core.reports import slides as builders
from hyte_core.reports.content import Deck, Paragraph, Slide
from hyte_core.reports.material import Material
from hyte_core.reports.partners import interface_areas
from hyte_core.reports.public import published
from hyte_core.views.presentations import SlideView

#: How many indicators one slide's subject has room for.
MOST_INDICATORS = 30
#: The kinds that show one thing, which has to be chosen.
OF_ONE = ("area", "indicator", "contacts")


def kind_words() -> dict[str, str]:
    """The kinds of slides by name, in the order in which a presentation usually has them."""
    return {
        "title": _("Otsikkodia"),
        "statements": _("Hyvinvoinnin tila: huolet, myönteinen kehitys, johtopäätökset"),
        "state": _("Missä ollaan (sanoin)"),
        "lights": _("Suunnitelman liikennevalot"),
        "achieved": _("Mitä on saatu valmiiksi"),
        "stuck": _("Mikä ei ole toteutunut"),
        "area": _("Yksi painopiste"),
        "indicators": _("Useita indikaattoreita"),
        "indicator": _("Yksi indikaattori ja sen suunta"),
        "cooperation": _("Yhteistyö ja yhdyspinnat"),
        "contacts": _("Yhden yhdyspinnan yhteyshenkilöt"),
        "maturity": _("Yhteistyön aste"),
        "reading": _("Miten liikennevaloja luetaan"),
        "text": _("Vapaa teksti"),
    }


def usual(made: Material) -> tuple[SlideView, ...]:
    """The slides of a presentation of which nothing has been chosen: those that have something to show."""
    said = [one for of_one in made.verdicts.values() for one in of_one]
    found = [
        *(SlideView(kind) for kind in ("title", "statements", "state", "lights", "achieved", "stuck")),
        *(SlideView("area", area.id) for area in made.plan.focus_areas if made.plan.actions),
        SlideView("indicators"),
        *(SlideView("indicator", subject_of(one)) for one in builders.most_telling(said)),
        *(SlideView(kind) for kind in ("cooperation", "maturity", "reading")),
    ]
    return tuple(one for one in found if slides_of(made, one))


def subject_of(verdict: Verdict) -> str:
    """The subject of a slide that shows one group of an indicator."""
    return f"{verdict.indicator.id}{GROUP}{verdict.series.group}"


def subjects(made: Material, kind: str) -> dict[str, str]:
    """What slides of a kind can show, by name; nothing for a kind that is not of one thing."""
    if kind == "area":
        return {area.id: area.name for area in made.plan.focus_areas}
    if kind == "indicator":
        shown = (verdict for one in made.indicators.all for verdict in _verdicts(made, one.id))
        return {subject_of(one): builders.name_of(one) for one in shown}
    if kind == "indicators":
        return {one.id: one.name for one in made.indicators.all if _verdicts(made, one.id)}
    if kind == "contacts":
        own = interface_areas(made.cooperation, made.plan.organisation_id)
        areas = [*own, *(area for area in made.cooperation.areas if area not in own)]
        return {area.id: area.name for area in areas}
    return {}


def joined(indicators: Iterable[str]) -> str:
    """The subject of a slide that shows several indicators."""
    return NEXT.join(indicators)


def name_of(made: Material, slide: SlideView) -> str | None:
    """What a slide shows, in words; None if that is not there any more."""
    if slide.kind == "text":
        return slide.title or slide.text[:80]
    if slide.kind == "indicators" and slide.subject:
        known = subjects(made, "indicators")
        return ", ".join(known[id_] for id_ in slide.subject.split(NEXT) if id_ in known) or None
    if slide.kind in OF_ONE:
        return subjects(made, slide.kind).get(slide.subject)
    return "" if slide.kind in _BUILDERS else None


def slides_of(made: Material, slide: SlideView) -> list[Slide]:
    """The slides of a choice; none if what it shows is not there any more, or there is nothing to show."""
    build = _BUILDERS.get(slide.kind)
    found = build(made, slide) if build else []
    return [replace(one, title=slide.title) for one in found] if slide.title else found


def deck(made: Material, language: str, chosen: Iterable[SlideView], name: str = "") -> Deck:
    """The chosen slides in their order. ``made`` must have been read in the same language."""
    with speaking(language):
        found = [one for slide in chosen for one in slides_of(made, slide)]
        if not found:
            words = _("Esityksessä ei ole yhtään diaa, jolla on näytettävää: lisää esitykseen dioja.")
            found = [Slide(name or made.plan.name, (Paragraph(words),))]
        title = f"{made.plan.name}: {name}" if name else made.plan.name
        whole = Deck(title, language, made.plan.organisation, made.today, tuple(found))
        return published(whole, made.people)


def presentation(made: Material, language: str) -> Deck:
    """The usual presentation of a plan. ``made`` must have been read in the same language."""
    with speaking(language):
        return deck(made, language, usual(made))


def _verdicts(made: Material, id_: str) -> tuple[Verdict, ...]:
    """What an indicator says, by group; nothing of one that is gone."""
    return made.said.get(id_, ())


def _area(made: Material, slide: SlideView) -> list[Slide]:
    known = {area.id for area in made.plan.focus_areas}
    return builders.focus_area(made, slide.subject) if slide.subject in known else []


def _indicator(made: Material, slide: SlideView) -> list[Slide]:
    id_ = slide.subject.partition(GROUP)[0]
    found = (one for one in _verdicts(made, id_) if subject_of(one) == slide.subject)
    return [one for verdict in found for one in builders.indicator(made, verdict)]


def _indicators(made: Material, slide: SlideView) -> list[Slide]:
    """Those that were chosen, or all that the plan follows: of many only some in the table."""
    ids = slide.subject.split(NEXT) if slide.subject else list(made.verdicts)
    said = [one for id_ in ids for one in _verdicts(made, id_)]
    return builders.indicator_table(made, said, most=None if slide.subject else builders.DRAWN)


def _contacts(made: Material, slide: SlideView) -> list[Slide]:
    return builders.area_roles(made, slide.subject) if slide.subject in made.cooperation.area_by_id else []


_BUILDERS: Mapping[str, Callable[[Material, SlideView], list[Slide]]] = {
    "title": lambda made, _slide: builders.title_slide(made),
    "statements": lambda made, _slide: builders.statements(made),
    "state": lambda made, _slide: builders.state(made),
    "lights": lambda made, _slide: builders.lights(made),
    "achieved": lambda made, _slide: builders.achieved(made),
    "stuck": lambda made, _slide: builders.stuck(made),
    "area": _area,
    "indicators": _indicators,
    "indicator": _indicator,
    "cooperation": lambda made, _slide: builders.cooperation_slides(made),
    "contacts": _contacts,
    "maturity": lambda made, _slide: builders.maturity(made),
    "reading": lambda made, _slide: builders.reading(made),
    "text": lambda _made, slide: builders.text(slide.title, slide.text),
}
