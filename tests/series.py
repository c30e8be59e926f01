"""Indicators as short texts: to put one into a test's database.

    Yksinäisyys, %, lower, Kouluterveyskysely
      Testikunta lukio: 2017 10.3, 2019 12.3 | 0
      koko maa lukio: 2017 10.4, 2019 -(ei kerätty)

The first line names the indicator, its unit, its polarity and source. A line below is a series: area and group
(one word, "*" for none), years with values, and after the bar its target: a value or a direction. A value may have its
counts (12.5=5/40) or its limits (12.5~10..15).
"""

import re
from typing import Any

from sqlalchemy import Engine
from trees import ORGANISATION, save

from hyte_core.changes import Change
from hyte_core.indicators import Indicators, IndicatorView, Verdict, indicators, verdicts
from hyte_core.model import Indicator, Observation, Organisation, Series, Target

_VALUE = re.compile(r"(\d{4}) (?:-\((.*?)\)|([\d.]+)(?:=([\d.]+)/([\d.]+))?(?:~([\d.]+)\.\.([\d.]+))?)$")


def put(engine: Engine, *texts: str, **fields: Any) -> None:
    """Write the indicators, as one change set. ``fields`` are further fields of every one of them."""
    rows = [row for text in texts for row in _rows(text, fields)]
    outcome = save(engine, *map(Change.adding, rows))
    assert outcome.done, outcome


def read(engine: Engine, organisation: str = ORGANISATION) -> Indicators:
    """The organisation's indicators."""
    with engine.connect() as connection:
        table = Organisation.__table__  # type: ignore[attr-defined]
        (id_,) = connection.execute(table.select().where(table.c.name == organisation)).scalars().all()
        found = indicators(connection, id_)
    assert found is not None
    return found


def indicator(engine: Engine, name: str) -> IndicatorView:
    """The only indicator with this name."""
    (found,) = [one for one in read(engine).all if one.own_name == name]
    return found


def verdict(engine: Engine, name: str, group: str = "") -> Verdict:
    """The verdict of an indicator's group."""
    found = read(engine)
    (one,) = [one for one in found.all if one.own_name == name]
    (said,) = [v for v in verdicts(found, one) if v.series.group == group]
    return said


def _rows(text: str, fields: dict[str, Any]) -> list[Any]:
    head, *lines = [line.strip() for line in text.strip().splitlines()]
    name, unit, polarity, source = [part.strip() for part in f"{head},,,".split(",")][:4]
    row = Indicator(name=name, unit=unit, polarity=polarity or "none", source=source, **fields)
    rows: list[Any] = [row]
    for line in lines:
        place, _, rest = line.partition(":")
        region, _, group = place.strip().rpartition(" ")
        values, _, aim = rest.partition("|")
        series = Series(indicator_id=row.id, region=region, group="" if group == "*" else group)
        rows.append(series)
        rows += [_point(series.id, said) for said in re.split(r",\s*", values.strip()) if said]
        if aim.strip():
            rows.append(_target(series.id, aim.strip()))
    return rows


def _point(series: str, said: str) -> Observation:
    match = _VALUE.match(said)
    assert match, said
    year, reason, *numbers = match.groups()
    value, numerator, denominator, lower, upper = (None if n is None else float(n) for n in numbers)
    return Observation(
        series_id=series,
        year=int(year),
        value=value,
        numerator=numerator,
        denominator=denominator,
        lower=lower,
        upper=upper,
        missing_reason=reason or "",
    )


def _target(series: str, aim: str) -> Target:
    if aim[0].isdigit():
        return Target(series_id=series, value=float(aim))
    return Target(series_id=series, direction=aim)
