"""A municipality and a county with duties and events, for the tests of duties."""

from datetime import date

from sqlalchemy import Engine
from trees import save

from hyte_core.changes import Change
from hyte_core.duties import Duties, EventView, duties
from hyte_core.model import Duty, DutyReport, Organisation, YearlyEvent

REPORT, PLAN, TALKS = "raportoitava valtuustolle", "valmistettava kertomus", "tehtävä yhteistyötä"


def build(engine: Engine) -> dict[str, str]:
    """Write them; the ids of organisations and duties by name."""
    owners = [
        Organisation(name="Kunta"),
        Organisation(name="Alue", kind="county"),
        Organisation(name="Järjestö", kind="association"),
    ]
    rows = [
        Duty(position=1, paragraph="6 §", party="municipality", name=REPORT),
        Duty(position=2, paragraph="6 §", party="municipality", name=PLAN),
        Duty(position=3, paragraph="7 §", party="municipality", name=TALKS),
        Duty(position=4, paragraph="7 §", party="county", name="neuvoteltava kuntien kanssa"),
    ]
    events = [
        YearlyEvent(party="municipality", position=1, name="Raportti", month=12, duty_id=rows[0].id),
        YearlyEvent(
            party="municipality",
            position=2,
            name="Kertomus",
            month=5,
            every_years=4,
            first_year=2025,
            duty_id=rows[1].id,
        ),
        YearlyEvent(party="county", position=3, name="Neuvottelut", month=12, duty_id=rows[3].id),
    ]
    outcome = save(engine, *(Change.adding(row) for row in (*owners, *rows, *events)))
    assert outcome.done, outcome
    return {row.name: row.id for row in (*owners, *rows)}


def record(
    engine: Engine, ids: dict[str, str], duty: str, year: int, light: str | None, **fields: object
) -> str:
    """The municipality's report of a duty in a year; its id."""
    row = DutyReport(duty_id=ids[duty], organisation_id=ids["Kunta"], year=year, light=light, **fields)
    assert save(engine, Change.adding(row)).done
    return row.id


def read(engine: Engine, ids: dict[str, str], name: str = "Kunta") -> Duties:
    """The duties of the organisation with this name."""
    with engine.connect() as connection:
        found = duties(connection, ids[name])
    assert found is not None
    return found


def event(month: int = 6, day: int | None = None, **fields: object) -> EventView:
    """An event as it is read."""
    values = {"id": "e", "own": True, "duty_id": None, "position": 1, "name": "E", "every_years": 1}
    return EventView(**{**values, "month": month, "day": day, "first_year": None, **fields})  # type: ignore[arg-type]


TODAY = date(2026, 11, 22)
