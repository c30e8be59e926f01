"""A database every text of which tries to be something else than a text: markup, a script, a picture, a formula."""

from datetime import date
from typing import Any

from sqlalchemy import Engine
from trees import save

from hyte_core.changes import Change
from hyte_core.model import ENTITIES, Row

#: What could be put into any text, to have others' browsers or Excel do something. The words are to be seen as they are.
HOSTILE = (
    "=HYPERLINK(\"http://evil.example\") <script>window.hit='script'</script><img src=x onerror=\"window.hit='img'\">"
    " ![k](http://evil.example/k.png) [l](javascript:window.hit=1) $x^2$ :material/home: :red[r] **b** `c`"
)
#: The same for a field that holds fifty characters.
SHORT = '+1|<img src=x onerror="window.hit=2">:red[r] **b**'
#: What of it means something if it is read as Markdown.
MARKUP = ("![k](http", "[l](java", "$x^2$", ":material/home:", ":red[r]", "**b**", "`c`", "<script>", "<img")
#: Fields that hold one of the program's own words.
WORDS = {
    ("organisation", "kind"): "municipality",
    ("meeting", "kind"): "negotiation",
    ("statement", "kind"): "worry",
    ("slide", "kind"): "text",
    ("meeting_item", "topic"): "own",
    ("assessment", "light"): "red",
    ("indicator_card", "light"): "yellow",
    ("duty_report", "light"): "green",
    ("indicator", "polarity"): "lower",
    ("indicator", "light_rule"): "",
    ("observation", "missing_reason"): "",
    ("target", "direction"): "decrease",
    ("maturity", "side"): "municipality",
    ("duty", "party"): "municipality",
    ("yearly_event", "party"): "municipality",
    ("statement", "language"): "fi",
    ("contact", "email"): "a+b@evil.example",
    (
        "contact",
        "name",
    ): "=<img src=x onerror=window.hit=3> **b**",  # another: reports take names of contacts out
    ("contact", "phone"): "+358 <img src=x>",
    ("plan", "assessment_interval_months"): 4,
    ("yearly_event", "every_years"): 1,
    ("column_choice", "meaning"): "",
    ("plan", "wording"): {"green": SHORT, "yellow": SHORT, "red": SHORT},
    ("indicator", "names"): {"sv": HOSTILE, "en": HOSTILE},
    ("indicator", "descriptions"): {"fi": HOSTILE, "sv": HOSTILE, "en": HOSTILE},
    ("participant", "answers"): {HOSTILE: HOSTILE},
    ("indicator", "per"): None,
    ("observation", "value"): 12.5,
    ("target", "value"): 10.0,
    ("yearly_event", "month"): 3,
    ("yearly_event", "day"): None,
    ("maturity", "level"): 2,
    ("meeting", "closed_on"): None,
    ("meeting", "closed_entry"): None,
    ("plan", "ends"): date(2029, 12, 31),
    ("action", "due"): date(2025, 1, 1),
    ("action", "parent_id"): None,
    ("indicator", "decimals"): 1,
    ("year_card", "county_id"): "organisation",
    ("decision", "item_id"): "meeting_item",
    ("indicator", "sotkanet_id"): None,
    ("decision", "done_on"): None,
}
_BY_KIND: dict[type, Any] = {
    str: HOSTILE,
    list: [HOSTILE, SHORT],
    dict: {},
    int: 2024,
    date: date(2024, 6, 1),
}


def fill(engine: Engine) -> dict[str, str]:
    """One row of every entity, all its texts hostile; their ids by entity."""
    rows = {entity: _row(entity, model) for entity, model in ENTITIES.items()}
    outcome = save(engine, *map(Change.adding, rows.values()), author=HOSTILE[:200])
    assert outcome.done, outcome
    return {entity: row.id for entity, row in rows.items()}


def _row(entity: str, model: type[Row]) -> Row:
    """Each row's id is its entity's name, so that the others can refer to it."""
    values: dict[str, Any] = {"id": entity}
    for column in model.__table__.columns:  # type: ignore[attr-defined]
        if column.name == "id":
            continue
        if (entity, column.name) in WORDS:
            values[column.name] = WORDS[entity, column.name]
        elif column.name.endswith("_id"):
            values[column.name] = column.name.removesuffix("_id")
        else:
            values[column.name] = _value(model, column.name, getattr(column.type, "length", None))
    return model(**values)


def _value(model: type[Row], name: str, longest: int | None) -> Any:
    told = str(model.model_fields[name].annotation)
    if "str" in told and "[" not in told:
        return HOSTILE if longest is None or longest >= len(HOSTILE) else SHORT[:longest]
    for kind, value in {"list[": _BY_KIND[list], "dict[": {}, "date": _BY_KIND[date], "bool": False}.items():
        if kind in told:
            return value
    return None if "None" in told else 1 if name in ("number", "position") else 2024
