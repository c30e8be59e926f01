"""The queries that an organisation's indicators are read with. Their parameter: ``organisation``, an id."""

from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    String,
    bindparam,
    case,
    literal,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import SQLModel

from hyte_core.database.together import Together
from hyte_core.model import (
    FocusArea,
    FollowedIndicator,
    Indicator,
    IndicatorCard,
    Observation,
    Organisation,
    Plan,
    Series,
    Target,
    columns,
)

#: What an organisation without areas of comparison of its own is compared with, if there are values of it.
COUNTRY = ("koko maa", "Manner-Suomi")

_ASKED: BindParameter[str] = bindparam("organisation")


class _Elements(FunctionElement[Any]):
    """The elements of a JSON list, as rows of one column, "value"."""

    inherit_cache = True


@compiles(_Elements)
def _elements(element: _Elements, compiler: SQLCompiler, **options: Any) -> str:
    name = "json_array_elements_text" if compiler.dialect.name == "postgresql" else "json_each"
    return f"{name}{compiler.process(element.clause_expr, **options)}"


def elements(table: FromClause, column: ColumnElement[Any]) -> Select[Any]:
    """The texts in a table's JSON lists, a row each."""
    each = _Elements(column).table_valued("value")
    return select(each.c.value.cast(String)).select_from(table).join(each, true())


def _areas() -> tuple[CTE, CTE]:
    """The name of the organisation's own area; and with it those whose values its pages show."""
    key, name, region, compared = columns(Organisation, "id", "name", "region", "comparisons")
    own = select(case((region != "", region), else_=name).label("name")).where(key == _ASKED).cte("own_area")
    others = elements(Organisation.__table__, compared).where(key == _ASKED)  # type: ignore[attr-defined]
    country = (select(literal(one)) for one in COUNTRY)
    return own, union_all(select(own.c.name), others, *country).cte("areas")


def _followed() -> Select[Any]:
    """What the organisation's plans follow."""
    (owner,) = columns(Plan, "organisation_id")
    return (
        select(*columns(FollowedIndicator, "indicator_id", "focus_area_id", "position"))
        .add_columns(*_named(Plan, name="plan", id="plan_id"), *_named(FocusArea, position="place"))
        .select_from(FollowedIndicator)
        .join(FocusArea)
        .join(Plan)
        .where(owner == _ASKED)
    )


def _named(model: type[SQLModel], **names: str) -> list[ColumnElement[Any]]:
    return [column.label(names[column.key]) for column in columns(model, *names)]


def _indicators(own: CTE) -> Select[Any]:
    """The indicators that have values of the organisation's own area, or that it follows or reviews."""
    region, of = columns(Series, "region", "indicator_id")
    followed, owner = columns(FollowedIndicator, "indicator_id") + columns(Plan, "organisation_id")
    reviewed, reviewer = columns(IndicatorCard, "indicator_id", "organisation_id")
    ids = union(
        select(of).where(region.in_(select(own.c.name))),
        select(followed).select_from(FollowedIndicator).join(FocusArea).join(Plan).where(owner == _ASKED),
        select(reviewed).where(reviewer == _ASKED),
    )
    table = Indicator.__table__  # type: ignore[attr-defined]
    return select(table).where(table.c.id.in_(ids))


def _own(own: CTE, areas: CTE) -> Together:
    key, *shown = columns(Organisation, "id", "name", "region", "comparisons")
    cards = IndicatorCard.__table__  # type: ignore[attr-defined]
    (region,) = columns(Series, "region")
    series = select(*columns(Series, "id", "indicator_id", "region", "group"), *_named(Target, id="target"))
    series = series.add_columns(*columns(Target, "value", "direction", "year", "baseline_year", "note"))
    return Together(
        select(*shown).where(key == _ASKED),
        _followed(),
        select(cards).where(cards.c.organisation_id == _ASKED),
        _indicators(own),
        series.select_from(Series).join(Target, isouter=True).where(region.in_(select(areas.c.name))),
    )


def _points(areas: CTE) -> Select[Any]:
    names = ("id", "year", "value", "numerator", "denominator", "lower", "upper", "missing_reason", "note")
    (region,) = columns(Series, "region")
    query = select(*columns(Observation, "series_id", *names)).select_from(Observation).join(Series)
    return query.where(region.in_(select(areas.c.name)))


_OWN_AREA, AREAS = _areas()
#: Rows of: the organisation, what its plans follow, its cards, indicators, its areas' series with their targets.
OWN = _own(_OWN_AREA, AREAS)
#: The areas' points: the id of the series, then the point's fields. Thousands of rows, read by themselves.
POINTS = _points(AREAS)
