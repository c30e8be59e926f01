"""Made-up organisations: each with a plan, its rounds of assessments, edits, meetings and reports of its duties."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from benchmarks.generated.measured import GROUPS, THEMES, first_series
from benchmarks.generated.writer import Writer, chance_of, id_from, later
from hyte_core.model import (
    Action,
    Assessment,
    DutyReport,
    FocusArea,
    FollowedIndicator,
    Goal,
    Meeting,
    MeetingItem,
    Organisation,
    Plan,
    Row,
    Statement,
    Target,
    YearCard,
)

COUNTRY = "koko maa"
BEGINS, ROUND_MONTHS = date(2024, 12, 1), 4
AREAS, GOALS, FOLLOWED = 5, 3, 6
#: One organisation in so many has not assessed anything lately.
LAGGING = 8
_BODIES = ("Sivistyspalvelut", "Hyvinvointipalvelut", "Tekniset palvelut", "Järjestöt", "Työllisyyspalvelut")
_NOTES = (
    "Toiminta on käynnistynyt ja siihen on osallistuttu hyvin.",
    "Valmistelu on kesken; vastuutaho raportoi seuraavassa kokouksessa tarkemmin, miten työ etenee.",
    "Toimenpidettä ei ole aloitettu, koska määrärahaa ei ollut.",
    "",
)


@dataclass
class Owner:
    """An organisation while it is written: ``actions`` are its rows as they have become."""

    name: str
    #: Its county's name; its own for a county.
    county: str
    chance: random.Random
    id: str
    plan: str
    #: Where its area stands among all areas.
    area: int
    themes: tuple[str, ...]
    actions: list[dict[str, Any]] = field(default_factory=list)
    meetings: list[dict[str, Any]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return "county" if self.name == self.county else "municipality"

    @property
    def lags(self) -> bool:
        return int(self.id, 16) % LAGGING == 0


def owner(name: str, county: str, area: int) -> Owner:
    """An organisation of a county. A county's municipalities share the focus areas' names with it."""
    chance = chance_of("organisation", name)
    themes = tuple(sorted(chance_of("themes", county).sample(THEMES, AREAS)))
    return Owner(name, county, chance, id_from(chance), id_from(chance), area, themes)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def write_plan(writer: Writer, one: Owner, actions: int, of_theme: Mapping[str, Sequence[str]]) -> None:
    """Add the organisation with its plan, as an import of its workbook does."""
    chance = one.chance
    writer.begin(at(BEGINS), "Lähtöaineisto", file=f"{one.name}.xlsx")
    nearest = [] if one.kind == "county" else [one.county]
    writer.add(
        Organisation, one.id, name=one.name, kind=one.kind, region=one.name, comparisons=[*nearest, COUNTRY]
    )
    period = {"starts": date(2024, 12, 1), "ends": date(2028, 12, 31)}
    writer.add(
        Plan,
        one.plan,
        organisation_id=one.id,
        name="Hyvinvointisuunnitelma",
        source="Mittausaineisto",
        **period,
    )
    goals = []
    for position, theme in enumerate(one.themes):
        area = writer.add(FocusArea, id_from(chance), plan_id=one.plan, position=position, name=theme)
        for number in range(GOALS):
            goal = id_from(chance)
            writer.add(Goal, goal, focus_area_id=area, position=number, name=f"{theme}: tavoite {number + 1}")
            goals.append((area, goal))
        _write_followed(writer, one, area, of_theme[theme][:FOLLOWED])
    for number in range(actions):
        area, goal = goals[number * len(goals) // actions]
        row = writer.row(Action, id_from(chance), focus_area_id=area, goal_id=goal, **_action(chance, number))
        writer.tell_added(Action, row)
        one.actions.append(row)
    for number, kind in enumerate(("worry", "positive", "conclusion")):
        text = f"{one.name}: huomio {number + 1} vuodelta 2025."
        writer.add(Statement, id_from(chance), plan_id=one.plan, kind=kind, year=2025, text=text)


def _action(chance: random.Random, number: int) -> dict[str, Any]:
    starts = later(BEGINS, chance.randrange(18))
    due = later(starts, chance.randrange(6, 30)) if chance.random() < 0.7 else None
    return {
        "position": number,
        "name": f"Toimenpide {number + 1}: järjestetään toimintaa ja seurataan siihen osallistuvien määrää",
        "responsible": sorted(chance.sample(_BODIES, chance.randrange(1, 3))),
        "schedule": f"{starts.year}–{due.year}" if due else "jatkuva",
        "starts": starts,
        "due": due,
    }


def _write_followed(writer: Writer, one: Owner, area: str, indicators: Sequence[str]) -> None:
    for position, indicator in enumerate(indicators):
        key = {"focus_area_id": area, "indicator_id": indicator}
        writer.add(FollowedIndicator, id_from(one.chance), position=position, **key)
        series = f"{first_series(indicator)}{one.area * len(GROUPS):06x}"
        value = round(one.chance.uniform(5, 60), 1)
        writer.add(Target, id_from(one.chance), series_id=series, value=value, year=2028, baseline_year=2023)


def write_round(writer: Writer, one: Owner, number: int, rounds: int, assessments: int, edits: int) -> None:
    """A round: a meeting that has been prepared, the assessments in one import, edits by hand, the meeting closed.

    ``assessments`` are how many the organisation makes in all rounds, ``edits`` how many changes by hand in this one.
    """
    chance, day = one.chance, later(BEGINS, number * ROUND_MONTHS) + timedelta(one.area % 25)
    author = f"Koordinaattori, {one.name}"
    writer.begin(at(day), author, "form")
    meeting = writer.row(
        Meeting, id_from(chance), organisation_id=one.id, held_on=day + timedelta(3), title=f"Ohjausryhmä {number + 1}"
    )  # fmt: skip
    writer.tell_added(Meeting, meeting)
    one.meetings.append(meeting)
    for _time in range(
        0 if _silent(one, number, rounds) else 2 if _silent(one, rounds - 1 - number, rounds) else 1
    ):
        writer.begin(at(day, 10), author, file=f"{one.name}, arviot {number + 1}.xlsx")
        _assess(
            writer, one, day, number, assessments * (number + 1) // rounds - assessments * number // rounds
        )
    left = edits
    while left > 0:
        several = min(left, chance.randrange(1, 5))
        writer.begin(at(day, 12), author, "form")
        for row in chance.sample(one.actions, min(several, len(one.actions))):
            writer.tell_changed(Action, row, **_edit(chance, row, number))
        left -= several
    writer.begin(at(day + timedelta(3)), author, "form")
    for position, topic in enumerate(("changed", "late")):
        text = "Käytiin läpi ja todettiin."
        writer.add(
            MeetingItem, id_from(chance), meeting_id=meeting["id"], position=position, topic=topic, text=text
        )
    writer.tell_changed(Meeting, meeting, closed_on=day + timedelta(3), closed_entry=writer.entry)


def _silent(one: Owner, number: int, rounds: int) -> bool:
    """True for the rounds that a lagging organisation has left out; it had assessed as much more in the first ones."""
    return one.lags and number >= rounds - 2 and rounds >= 4


def _assess(writer: Writer, one: Owner, day: date, number: int, count: int) -> None:
    chance, done = one.chance, 0.25 + 0.08 * number
    for index in range(count):
        row = one.actions[index % len(one.actions)]
        row["_number"] = row.get("_number", 0) + 1
        told = chance.random()
        light = "green" if told < done else "yellow" if told < 0.8 else "red" if told < 0.95 else None
        writer.add(
            Assessment, id_from(chance), action_id=row["id"], number=row["_number"], assessed_on=day,
            light=light, note=_NOTES[chance.randrange(len(_NOTES))],
        )  # fmt: skip


def _edit(chance: random.Random, row: Mapping[str, Any], number: int) -> dict[str, Any]:
    what = chance.randrange(3)
    if what == 0:
        return {"schedule": f"{row['starts'].year}–{2026 + chance.randrange(3)}, tarkistettu {number + 1}"}
    if what == 1:
        return {"responsible": sorted(chance.sample(_BODIES, chance.randrange(1, 4)))}
    return {"baseline_target": f"Tavoite {chance.randrange(10, 500)} osallistujaa"}


def write_duties(
    writer: Writer, one: Owner, duties: Sequence[Mapping[str, Any]], counties: Mapping[str, str]
) -> None:
    """Add what the organisation has reported of its duties in two years, and its page of its county's report."""
    chance = one.chance
    writer.begin(at(date(2026, 10, 1)), f"Koordinaattori, {one.name}", "form")
    for duty in duties:
        for year in (2025, 2026):
            if duty["party"] == one.kind:
                place = {"duty_id": duty["id"], "organisation_id": one.id, "year": year}
                light = chance.choice(("green", "yellow", "red", None))
                writer.add(DutyReport, id_from(chance), light=light, evidence="Pöytäkirja", **place)
    if one.kind == "municipality":
        text = f"{one.name}: hyvinvointi vuonna 2025."
        place = {"organisation_id": one.id, "county_id": counties[one.county], "year": 2025}
        writer.add(YearCard, id_from(chance), state=text, summary=text, answered_by="Koordinaattori", **place)


def keep_rows(writer: Writer, one: Owner) -> None:
    """Write the rows that have changed on the way."""
    rows: list[tuple[type[Row], dict[str, Any]]] = [(Action, row) for row in one.actions]
    for model, row in rows + [(Meeting, row) for row in one.meetings]:
        row.pop("_number", None)
        writer.keep(model, row)
