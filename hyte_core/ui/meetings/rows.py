"""What a topic of the agenda lists, as meeting_topic.html draws it: a row a thing, each in the same shape."""

from collections.abc import Callable
from typing import Any

from hyte_core.cooperation import AreaView
from hyte_core.duties import Due
from hyte_core.duties.words import left, when
from hyte_core.indicators import Verdict
from hyte_core.indicators.words import direction_words, target_name, value_words
from hyte_core.lights import Light
from hyte_core.locale import _, day
from hyte_core.meetings import Agenda, Answers, DecisionView, ItemView, Listed, Open, Topic, TopicRow
from hyte_core.ui import address, session
from hyte_core.ui.meetings.data import may_write

#: The page's own parameters that its links keep.
PARAMETERS = ("kokous", "asia", "sivu", "kirjaa")
Here = Callable[..., str]


def here() -> Here:
    """Addresses of this page with what is chosen now."""
    links = address.Links(PARAMETERS)
    return lambda **parameters: links.to("kokous", **parameters)


def rows(agenda: Agenda, topic: Topic, shown: tuple[TopicRow, ...]) -> list[dict[str, Any]]:
    """The rows of a topic that are shown on one page of it."""
    own = here()
    return [_row(agenda, topic, one, own) for one in shown]


def _row(agenda: Agenda, topic: Topic, one: TopicRow, own: Here) -> dict[str, Any]:
    match one:
        case Listed():
            return _action(agenda, topic, one, own)
        case Open():
            return decision(one.decision, own, agenda, from_=one.meeting.title)
        case Verdict():
            return _indicator(one)
        case AreaView():
            place = f"{one.id}.{agenda.meeting.organisation_id}"
            adding = place if session.may_edit() else ""
            href = address.Links().to("yhdyspinnat", rakenne=one.structure, lisaa=adding)
            return {"name": one.name, "about": one.structure, "href": href}
        case Due():
            return _duty(one)
        case Answers():
            texts = [f"{who.organisation}: {said}" for who, said in one.answers]
            return {"name": one.question, "why": "\n".join(texts) or _("Ei vastauksia.")}
        case ItemView():
            return theme(one, own, outcome=topic.code == "outcomes", may_edit=may_write(agenda.meeting))


def _action(agenda: Agenda, topic: Topic, one: Listed, own: Here) -> dict[str, Any]:
    action, plan = one.action, one.plan
    about = [plan.name] if len(agenda.plans) > 1 else []
    about += [", ".join(action.responsible)] if action.responsible else []
    if topic.code == "late":
        about.append(_("määräaika {day}").format(day=day(action.due)))
    elif action.assessed_on:
        who = f" ({one.who})" if one.who else ""
        # an assessment may give no light, only say why
        said = _("kirjattu {day}") if action.light is Light.GREY else _("arvioitu {day}")
        about.append(said.format(day=day(action.assessed_on)) + who)
    return {
        "name": action.name,
        "href": _href(one),
        "about": " · ".join(about),
        "before": one.before,
        "light": action.light,
        "why": action.note,
        "acts": [(_("Arvioi"), own(arvioi=action.id))] if may_write(agenda.meeting) else [],
    }


def assessed(one: Listed) -> dict[str, Any]:
    """An action that was assessed on the day of the meeting."""
    return {"name": one.action.name, "href": _href(one), "before": one.before, "light": one.action.light}


def _href(one: Listed) -> str:
    return address.Links().to("toimenpiteet", suunnitelma=one.plan.id, toimenpide=one.action.id)


def decision(one: DecisionView, own: Here, agenda: Agenda, from_: str = "") -> dict[str, Any]:
    """A decision: who, by when, and whether it is done."""
    about = [one.responsible, from_]
    if one.due:
        about.append(_("viimeistään {day}").format(day=day(one.due)))
    if one.done_on:
        about.append(_("toteutettu {day}").format(day=day(one.done_on)))
    acts = []
    if not from_ and may_write(agenda.meeting):
        acts.append((_("Muokkaa"), own(avaa=f"paatos:{one.id}")))
    elif one.is_open and session.may_edit():
        acts.append((_("Merkitse toteutetuksi"), own(avaa=f"tehty:{one.id}")))
    return {
        "name": one.text,
        "about": " · ".join(part for part in about if part),
        "why": one.outcome,
        "done": not one.is_open,
        "late": _("myöhässä") if one.is_late(agenda.on) else "",
        "acts": acts,
    }


def _indicator(one: Verdict) -> dict[str, Any]:
    indicator, group, previous = one.indicator, one.series.group, one.previous
    about = [f"{value_words(indicator, one.value)} ({one.latest.year})"]
    if previous is not None and previous.value is not None:
        about.insert(0, f"{value_words(indicator, previous.value)} ({previous.year})")
    said = [direction_words(one)]
    if one.target:
        said.append(_("tavoite {target}").format(target=target_name(indicator, one.target)))
    return {
        "name": f"{indicator.name}, {group}" if group else indicator.name,
        "href": address.Links().to("indikaattorit", indikaattori=indicator.id),
        "about": " → ".join(about),
        "why": " · ".join(said),
        "worse": True,
    }


def _duty(one: Due) -> dict[str, Any]:
    duty = one.occurrence.duty
    return {
        "name": one.occurrence.event.name,
        "href": address.Links().to(
            "lakisaateiset",
            tehtavavuosi=str(one.occurrence.due.year),
            kirjaa=duty.id if duty and one.days_left <= 0 and session.may_edit() else "",
            osa="" if duty else "vuosikello",
        ),
        "about": when(one.occurrence) if one.is_late else f"{when(one.occurrence)} · {left(one)}",
        "late": left(one) if one.is_late else "",
    }


def theme(one: ItemView, own: Here, *, outcome: bool, may_edit: bool) -> dict[str, Any]:
    """A theme with its points, or with what came of it."""
    acts = []
    if may_edit and outcome:
        acts = [(_("Kirjaa, mitä siitä seurasi"), own(avaa=f"tulos:{one.id}"))]
    elif may_edit:
        acts = [(_("Muokkaa"), own(avaa=f"teema:{one.id}"))]
    came = one.outcome or _("Ei vielä kirjattu, mitä siitä seurasi.")
    return {"name": one.title, "points": one.points, "why": came if outcome else "", "acts": acts}
