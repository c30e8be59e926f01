"""What could be known on a day, by the dates that the rows themselves carry."""

from datetime import date

from duty_database import PLAN, REPORT, build, read, record
from sqlalchemy import Engine
from trees import save

from hyte_core.changes import Change
from hyte_core.cooperation import cooperation
from hyte_core.history import cooperation_by, duties_by, indicators_by
from hyte_core.indicators import indicators
from hyte_core.lights import Light
from hyte_core.model import (
    Indicator,
    IndicatorCard,
    InterfaceArea,
    Maturity,
    Observation,
    Organisation,
    Series,
)

DAY = date(2025, 6, 30)


def test_later_years_values_and_later_reviews_are_left_out(engine: Engine) -> None:
    owner, indicator = Organisation(name="Kemi"), Indicator(name="Yksinäisyys")
    own = Series(indicator_id=indicator.id, region="Kemi")
    values = [Observation(series_id=own.id, year=year, value=1.0) for year in (2024, 2025, 2026)]
    reviews = [
        IndicatorCard(indicator_id=indicator.id, organisation_id=owner.id, number=n, reviewed_on=day)
        for n, day in enumerate((None, date(2025, 6, 30), date(2025, 7, 1)), start=1)
    ]
    assert save(engine, *map(Change.adding, (owner, indicator, own, *values, *reviews))).done
    with engine.connect() as connection:
        found = indicators(connection, owner.id)
    assert found is not None
    (one,) = indicators_by(found, DAY).all
    assert [point.year for point in one.series[0].points] == [2024, 2025]
    assert [card.number for card in one.cards] == [1, 2]


def test_later_assessments_of_cooperation_are_left_out(engine: Engine) -> None:
    area = InterfaceArea(name="Asuminen")
    days = (date(2025, 6, 30), date(2025, 7, 1))
    levels = [Maturity(interface_area_id=area.id, level=3, side="county", assessed_on=day) for day in days]
    assert save(engine, *map(Change.adding, (area, *levels))).done
    with engine.connect() as connection:
        found = cooperation_by(cooperation(connection), DAY)
    assert [one.assessed_on for one in found.maturity] == [DAY]


def test_reports_of_later_years_and_later_days_are_left_out(engine: Engine) -> None:
    ids = build(engine)
    record(engine, ids, REPORT, 2025, "green", done_on=DAY)
    record(engine, ids, REPORT, 2026, "yellow")
    record(engine, ids, PLAN, 2025, "green", done_on=date(2025, 7, 1))
    record(engine, ids, PLAN, 2024, "red")
    found = duties_by(read(engine, ids), DAY)
    lights = {(one.name, year): one.light(year) for one in found.all for year in one.reports}
    assert lights == {(REPORT, 2025): Light.GREEN, (PLAN, 2024): Light.RED}
