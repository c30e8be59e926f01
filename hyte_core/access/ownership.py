"""Whose a row is, and what of a change set a person may not change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, select

from hyte_core.access.person import Author, Person, Role, may_everything
from hyte_core.locale import _
from hyte_core.model import ENTITIES, columns
from hyte_core.problems import Problem

#: The column by which a row belongs to another one, and that one's entity, which comes first; what is
#: not here belongs to all.
BELONGS: Mapping[str, tuple[str, str]] = {
    "plan": ("organisation_id", "organisation"),
    "focus_area": ("plan_id", "plan"),
    "goal": ("focus_area_id", "focus_area"),
    "action": ("focus_area_id", "focus_area"),
    "assessment": ("action_id", "action"),
    "followed_indicator": ("focus_area_id", "focus_area"),
    "network_action": ("action_id", "action"),
    "statement": ("plan_id", "plan"),
    "presentation": ("plan_id", "plan"),
    "slide": ("presentation_id", "presentation"),
    "meeting": ("organisation_id", "organisation"),
    "meeting_item": ("meeting_id", "meeting"),
    "decision": ("meeting_id", "meeting"),
    "participant": ("meeting_id", "meeting"),
    "indicator_card": ("organisation_id", "organisation"),
    "contact": ("organisation_id", "organisation"),
    "duty_report": ("organisation_id", "organisation"),
    "year_card": ("organisation_id", "organisation"),
    "yearly_event": ("organisation_id", "organisation"),
}


class Row(NamedTuple):
    """A changed row: its id, and its changed fields' old and new values."""

    id: str
    fields: Mapping[str, Sequence[Any]]


def organisations_of(connection: Connection, entity: str, rows: Sequence[Row]) -> set[str]:
    """The ids of the organisations whose own these rows of one table are or were. One query or two.

    An empty one stands for rows that belong to all, organisations themselves, and rows whose owner is not there any more.
    """
    if entity not in BELONGS:
        return {""}
    column, above = BELONGS[entity]
    may_be_all = ENTITIES[entity].__table__.c[column].nullable  # type: ignore[attr-defined]
    told = {str(value or "") for row in rows for value in row.fields.get(column, ()) if value or may_be_all}
    own = above == "organisation" or not told
    found = told if own else _stored_organisations(connection, above, told)
    if untold := {row.id for row in rows if column not in row.fields}:
        found |= _stored_organisations(connection, entity, untold)
    return found


def _stored_organisations(connection: Connection, entity: str, ids: set[str]) -> set[str]:
    table = joined = ENTITIES[entity].__table__  # type: ignore[attr-defined]
    first = table.c.id
    while (belongs := BELONGS[entity])[1] != "organisation":
        entity = belongs[1]
        parent = ENTITIES[entity].__table__  # type: ignore[attr-defined]
        joined = joined.join(parent, table.c[belongs[0]] == parent.c.id)
        table = parent
    query = select(first, table.c[belongs[0]]).select_from(joined).where(first.in_(ids))
    found = {id_: owner or "" for id_, owner in connection.execute(query)}
    return {found.get(id_, "") for id_ in ids}


class _Change(Protocol):
    """What is read of a change (see hyte_core.changes)."""

    @property
    def operation(self) -> str: ...
    @property
    def entity(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, tuple[Any, Any]]: ...


def forbidden(
    connection: Connection, author: Author, changes: Iterable[_Change], *, bulk: bool = False
) -> list[Problem]:
    """Why ``author`` may not make these changes: at most one sentence a reason; empty if they may.

    ``bulk`` says that rows that all share (indicators' values) come along in bulk.
    """
    if may_everything(author):
        return []
    assert isinstance(author, Person)
    changes = list(changes)
    if author.role is Role.viewer:
        viewer = _("Sinulla on vain lukuoikeus: pyydä muokkausoikeutta ylläpidolta. Mitään ei tallennettu.")
        return [Problem("not_allowed", viewer)] if changes or bulk else []
    owners = _Owners(connection, changes)
    refused = dict.fromkeys(
        owner for change in changes for owner in owners.of(change) if not _may(author, *owner)
    )
    if bulk and not author.organisations:
        refused[("", "")] = None
    return [Problem("not_allowed", _why(*owner)) for owner in refused]


def _may(author: Person, organisation: str, plan: str) -> bool:
    """Empty names: the row is everybody's, and an organisation's editor may change it. None: an organisation itself."""
    if not organisation:
        return bool(author.organisations)
    return organisation in author.organisations or (bool(plan) and plan in author.plans)


def _why(organisation: str, plan: str) -> str:
    if not organisation:
        return _(
            "Yhteisiä tietoja voivat muuttaa vain organisaation muokkaajat ja ylläpitäjät. Mitään ei tallennettu."
        )
    message = _(
        "Sinulla ei ole oikeutta muuttaa tietoja, joiden omistaja on {owner}: pyydä oikeus ylläpidolta. Mitään ei tallennettu."
    )
    return message.format(owner=f"{organisation}: {plan}" if plan else organisation)


class _Owners:
    """Finds the organisation and plan of rows, in the change set and in the database."""

    def __init__(self, connection: Connection, changes: list[_Change]) -> None:
        self.connection = connection
        self.told = {(change.entity, change.id): change.fields for change in changes}
        self.found: dict[tuple[str, str], tuple[str, str]] = {}
        self.read: dict[tuple[str, str, str], Any] = {}

    def of(self, change: _Change) -> Iterator[tuple[str, str]]:
        """The (organisation, plan) that the row belongs to; both the old and the new of a row that moves."""
        yield self._climb(change.entity, change.id, 0)
        yield self._climb(change.entity, change.id, 1)

    def _climb(self, entity: str, id_: str, side: int) -> tuple[str, str]:
        """``side`` 0 is before the changes, 1 after them. Empty texts for a row that belongs to all."""
        fields = self.told.get((entity, id_), {})
        if entity == "organisation":
            return (self._name(entity, id_, fields, side), "")
        if entity not in BELONGS:
            return ("", "")
        column, above = BELONGS[entity]
        pair = fields.get(column)
        parent = (pair[side] or pair[1 - side]) if pair else self._stored(entity, id_, column)
        if not parent:
            return ("", "")
        key = (above, str(parent))
        if key in self.told:
            owner = self._climb(*key, side)
        else:
            owner = self.found.get(key) or self._climb(*key, side)
            self.found[key] = owner
        return (owner[0], self._name(entity, id_, fields, side)) if entity == "plan" else owner

    def _name(self, entity: str, id_: str, fields: Mapping[str, tuple[Any, Any]], side: int) -> str:
        pair = fields.get("name")
        known = (pair[side] or pair[1 - side]) if pair else self._stored(entity, id_, "name")
        return str(known or "?")  # a row that is gone is nobody's to change

    def _stored(self, entity: str, id_: str, column: str) -> Any:
        """What the database has in a row; read once, though each row is climbed from before and after the changes."""
        key = (entity, id_, column)
        if key not in self.read:
            own, wanted = columns(ENTITIES[entity], "id", column)
            self.read[key] = self.connection.execute(select(wanted).where(own == id_)).scalar()
        return self.read[key]
