"""Our own sheets of the kinds that are no plan's rows: each a description that both the writer and the reader follow."""

from dataclasses import replace

from hyte_core.excel.layout import CARD_PARTS, Column, Sheet

_SERIES = (
    Column("indicator", 60, required=True),
    Column("source", 24),
    Column("group", 16),
    Column("region", 18, required=True),
)
_PLACE = (
    Column("organisation", 28, required=True),
    Column("plan", 30, required=True),
    Column("focus_area", 34, required=True),
)

ORGANISATIONS = Sheet(
    "organisations",
    (
        Column("organisation", 34, required=True),
        Column("kind", 18, kind="organisation"),
        Column("invented", 12, kind="yes"),
        Column("own_region", 24, name="region"),
        Column("comparisons", 40, kind="list"),
    ),
    frozenset(["organisation", "own_region", "comparisons"]),
)
INDICATORS = Sheet(
    "indicators",
    (
        Column("indicator", 60, required=True),
        Column("unit", 10),
        Column("source", 30),
        Column("polarity", 20, kind="polarity"),
        Column("name_sv", 40, name="names", part="sv"),
        Column("name_en", 40, name="names", part="en"),
        Column("description_fi", 60, name="descriptions", part="fi"),
        Column("description_sv", 60, name="descriptions", part="sv"),
        Column("description_en", 60, name="descriptions", part="en"),
        Column("decimals", 12, kind="whole"),
        Column("per", 14, kind="number"),
        Column("theme", 24),
        Column("light_rule", 16, kind="light_rule"),
        Column("sotkanet_id", 12, kind="whole"),
        Column("fetched_on", 13, kind="date"),
        Column("licence", 24),
    ),
    frozenset(["indicator", "polarity"]),
)
FOLLOWED_INDICATORS = Sheet("followed_indicators", (*_PLACE, Column("indicator", 60, required=True)))
VALUES = Sheet(
    "indicator_values",
    (
        *_SERIES,
        Column("year", 8, kind="year", required=True),
        Column("value", 12, kind="number"),
        Column("unit", 10),
        Column("numerator", 12, kind="number"),
        Column("denominator", 12, kind="number"),
        Column("lower", 10, kind="number"),
        Column("upper", 10, kind="number"),
        Column("missing_reason", 22),
        Column("remark", 30, name="note"),
    ),
    main="value",
)
TARGETS = Sheet(
    "targets",
    (
        *_SERIES,
        Column("target", 14, kind="number", name="value"),
        Column("direction", 14, kind="direction"),
        Column("target_year", 12, kind="year", name="year"),
        Column("baseline_year", 12, kind="year"),
        Column("remark", 40, name="note"),
    ),
    main="target",
)
CARDS = Sheet(
    "indicator_cards",
    (
        Column("indicator", 50, required=True),
        Column("organisation", 24, required=True),
        Column("reviewed_on", 13, kind="date"),
        Column("content", 50),
        Column("owner", 30),
        Column("change_target", 40),
        Column("partners", 40),
        Column("dependencies", 40),
        Column("sub_goals", 50),
        Column("measures", 50),
        Column("light", 13, kind="light"),
        Column("reasons", 50),
        Column("achieved", 50),
        Column("next_steps", 50),
        Column("risks", 40),
    ),
    frozenset(["indicator", "organisation", "change_target", "next_steps"]),
)
AREAS = Sheet(
    "interface_areas",
    (
        Column("area", 40, required=True),
        Column("structure", 40),
        Column("description", 60),
        Column("partners", 50, kind="list"),
    ),
)
CONTACTS = Sheet(
    "contacts",
    (
        Column("area", 34, required=True),
        Column("organisation", 28, required=True),
        Column("role", 40, required=True),
        Column("name", 24),
        Column("email", 30, kind="email"),
        Column("phone", 18),
        Column("verified_on", 13, kind="date"),
    ),
    main="role",
)
NETWORKS = Sheet(
    "networks",
    (
        Column("area", 34),
        Column("network", 60, name="name", required=True),
        Column("heading", 30),
        Column("coordinator", 34),
        Column("meets", 24),
        Column("members", 50, kind="list"),
        Column("remark", 40, name="note"),
    ),
    frozenset(["network", "heading", "coordinator", "meets"]),
    "network",
)
NETWORK_ACTIONS = Sheet(
    "network_actions",
    (Column("area", 34), Column("network", 50, required=True), *_PLACE, Column("action", 60, required=True)),
    main="action",
)
MATURITY = Sheet(
    "maturity",
    (
        Column("area", 40, required=True),
        Column("level", 8, kind="level", required=True),
        Column("party", 18, kind="party", name="side", required=True),
        Column("assessed_on", 13, kind="date", required=True),
        Column("remark", 60, name="note"),
    ),
    main="level",
)
DUTIES = Sheet(
    "duties",
    (
        Column("paragraph", 12, required=True),
        Column("party", 18, kind="party", required=True),
        Column("duty", 70, required=True),
        Column("organisation", 28),
        Column("year", 8, kind="year"),
        Column("light", 13, kind="light"),
        Column("evidence", 50),
        Column("link", 40),
        Column("minutes", 30),
        Column("done_on", 13, kind="date"),
        Column("answers", 30, name="responsible"),
    ),
    frozenset(["paragraph", "party", "duty", "evidence"]),
    "duty",
)
YEARLY_EVENTS = Sheet(
    "yearly_events",
    (
        Column("event", 60, required=True),
        Column("party", 18, kind="party", required=True),
        Column("month", 10, kind="month", required=True),
        Column("day", 8, kind="day"),
        Column("every_years", 12, kind="interval"),
        Column("first_year", 12, kind="year"),
        Column("organisation", 28),
        Column("paragraph", 12),
        Column("duty", 60),
    ),
    frozenset(["event", "party", "month", "every_years"]),
)
_MEETING = (
    Column("organisation", 28, required=True),
    Column("held_on", 13, kind="date", required=True),
    Column("meeting", 40, required=True),
)
_PLAN = (Column("organisation", 28, required=True), Column("plan", 34, required=True))
MEETING_ITEMS = Sheet(
    "meeting_items",
    (
        *_MEETING,
        Column("topic", 24, kind="topic", required=True),
        Column("item", 40, name="title"),
        Column("discussion", 70, name="text"),
        Column("outcome", 50),
    ),
    frozenset(["held_on", "meeting", "topic", "discussion"]),
    "topic",
)
DECISIONS = Sheet(
    "decisions",
    (
        *_MEETING,
        Column("topic", 24, kind="topic"),
        Column("item", 40),
        Column("decision", 60, name="text", required=True),
        Column("doer", 30, name="responsible"),
        Column("due", 13, kind="date"),
        Column("done_on", 13, kind="date"),
        Column("outcome", 50),
    ),
    frozenset(["held_on", "meeting", "decision"]),
    "decision",
    (("held_on", "due"), ("held_on", "done_on")),
)
PARTICIPANTS = Sheet(
    "participants",
    (
        *_MEETING,
        Column("participant", 30, required=True),
        Column("roles", 40),
        Column("question", 60),
        Column("answer", 80),
    ),
    frozenset(["held_on", "meeting", "participant"]),
    "participant",
)
STATEMENTS = Sheet(
    "statements",
    (
        *_PLAN,
        Column("statement_kind", 24, kind="statement", name="kind", required=True),
        Column("year", 8, kind="year", required=True),
        Column("text", 90, required=True),
        Column("language", 12, kind="language"),
    ),
    frozenset(["plan", "statement_kind", "year", "text"]),
    "text",
)
_CARD = (
    Column("county", 30, required=True),
    Column("organisation", 30, required=True),
    Column("year", 8, kind="year", required=True),
)
YEAR_CARDS = Sheet(
    "year_cards",
    (
        *_CARD,
        *(Column(part, 60) for part in CARD_PARTS),
        Column("answered_by", 30),
        Column("answered_on", 13, kind="date"),
    ),
    frozenset(["county", "organisation", "year", "state", "structures"]),
    "organisation",
)
#: The form that a respondent fills in for one card: a row a part.
CARD_ANSWERS = Sheet(
    "card_answers",
    (
        *(replace(column, hidden=True) for column in _CARD),
        Column("part", 24, kind="card_part", required=True),
        Column("guidance", 44),
        Column("previous", 60),
        Column("answer", 80, kind="cell"),
    ),
    frozenset(["county", "organisation", "year", "part", "answer"]),
    "answer",
)
PRESENTATIONS = Sheet("presentations", (*_PLAN, Column("presentation", 40, required=True)))
SLIDES = Sheet(
    "slides",
    (
        *_PLAN,
        Column("presentation", 40, required=True),
        Column("slide_kind", 24, kind="slide", name="kind", required=True),
        Column("subject", 50),
        Column("slide_title", 40, name="title"),
        Column("slide_text", 80, name="text"),
    ),
    frozenset(["plan", "presentation", "slide_kind", "subject"]),
    "slide_kind",
)

#: In the order in which they stand in a workbook, after the sheets of plans.
OTHER_SHEETS = (
    MEETING_ITEMS,
    DECISIONS,
    PARTICIPANTS,
    STATEMENTS,
    YEAR_CARDS,
    PRESENTATIONS,
    SLIDES,
    ORGANISATIONS,
    INDICATORS,
    FOLLOWED_INDICATORS,
    VALUES,
    TARGETS,
    CARDS,
    AREAS,
    CONTACTS,
    NETWORKS,
    NETWORK_ACTIONS,
    MATURITY,
    DUTIES,
    YEARLY_EVENTS,
)
