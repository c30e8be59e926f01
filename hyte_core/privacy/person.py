"""Who a person is in the data: their names, e-mail addresses and telephone numbers, from one of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from hyte_core.locale import _
from hyte_core.model import ChangeSetRow, Contact, JournalEntry, columns
from hyte_core.problems import RefusalError

_FIELDS = ("name", "email", "phone")


@dataclass(frozen=True)
class DataSubject:
    """A person whose data are held: each name, e-mail address and telephone number that is theirs alone, folded."""

    names: frozenset[str]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    def of(self, field: str) -> frozenset[str]:
        """What is theirs in a contact's field."""
        return {"name": self.names, "email": self.emails, "phone": self.phones}.get(field, frozenset())

    @property
    def all(self) -> frozenset[str]:
        """Everything that they are known by."""
        return self.names | self.emails | self.phones


def folded(text: object) -> str:
    """A text as it is compared: without regard to case and spaces."""
    return " ".join(str(text or "").split()).casefold()


def find(connection: Connection, asked: str) -> DataSubject:
    """The person with this name or e-mail address, with what contacts have ever said of them.

    An address or number that contacts give for several persons is nobody's own. Raises RefusalError if the address
    is of several persons: then a name must be given.
    """
    wanted = folded(asked)
    if not wanted:
        raise RefusalError(_("Anna henkilön nimi tai sähköpostiosoite."))
    owners: dict[str, dict[str, set[str]]] = {field: defaultdict(set) for field in _FIELDS[1:]}
    for name, *others in _contacts(connection):
        for field, value in zip(_FIELDS[1:], others, strict=True):
            if value:
                owners[field][value].add(name)
    names = {wanted}
    if "@" in wanted:
        names = owners["email"][wanted] - {""}
        if len(names) > 1:
            message = _("Osoite {email} on usealla henkilöllä: anna henkilön nimi. Mitään ei muutettu.")
            raise RefusalError(message.format(email=asked.strip()))
    own = {
        field: {value for value, of in known.items() if of - {""} and of - {""} <= names}
        for field, known in owners.items()
    }
    emails = own["email"] | ({wanted} if "@" in wanted else set())
    return DataSubject(frozenset(names), frozenset(emails), frozenset(own["phone"]))


def _contacts(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """The (name, email, phone) that any contact has, or has had by the journal, folded."""
    for row in connection.execute(select(*columns(Contact, *_FIELDS))):
        yield folded(row[0]), folded(row[1]), folded(row[2])
    table = JournalEntry.__table__  # type: ignore[attr-defined]
    entries = select(table.c.entity_id, table.c.fields).where(table.c.entity == "contact")
    states: dict[str, dict[str, str]] = defaultdict(dict)
    for id_, fields in connection.execute(entries.order_by(table.c.id)):
        for side in (0, 1):
            states[id_] |= {name: folded(pair[side]) for name, pair in fields.items() if name in _FIELDS}
            name, email, phone = (states[id_].get(field, "") for field in _FIELDS)
            yield name, email, phone


def authors_of(connection: Connection, person: DataSubject) -> list[str]:
    """The names under which the person has saved something, as the journal has them."""
    table = ChangeSetRow.__table__  # type: ignore[attr-defined]
    known = connection.execute(select(table.c.author).distinct()).scalars()
    return [name for name in known if folded(name) in person.names | person.emails]
