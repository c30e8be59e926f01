"""Contacts and networks: a matrix of areas and organisations, or a row for each contact."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from hyte_core.excel.column import Column
from hyte_core.excel.findings import Around
from hyte_core.excel.grid import name_of
from hyte_core.excel.people import EMAIL, Person, people, plain_email
from hyte_core.excel.splitting import rows_of
from hyte_core.excel.tables import Table
from hyte_core.excel.values import missing_reason
from hyte_core.locale import _
from hyte_core.records import ContactRecord, NetworkRecord

_CONTACT_WORDS = re.compile(
    r"\s*\b(yhteyshenkilö\w*|yhdyshenkilö\w*|vastuuhenkilö\w*|edustaja\w*|kontaktperson\w*|representant\w*|contacts?( persons?)?)\b\s*|\b(19|20)\d\d\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"ei (ole )?(vielä )?(nimetty|valittu|sovittu|henkilöä)|nimeämättä|nimetään( myöhemmin)?|avoin|avoinna|täyttämättä|"
    r"(inte|ej) utsedd|utses( senare)?|vakant|vacant|not (yet )?(named|appointed)|to be (named|confirmed)|tbc|tbd",
    re.IGNORECASE,
)
#: Endings of Finnish names of places and bodies in the genitive, and in the form in which records have them.
_GENITIVES = (
    ("hyvinvointialueen", "hyvinvointialue"),
    ("områdets", "området"),
    ("kommunens", "kommunen"),
    ("stadens", "staden"),
    ("kaupungin", "kaupunki"),
    ("kunnan", "kunta"),
    ("yhtymän", "yhtymä"),
    ("järjestöjen", "järjestöt"),
    ("yhdistysten", "yhdistykset"),
    ("seurakunnan", "seurakunta"),
    ("ngin", "nki"),
    ("joen", "joki"),
    ("järven", "järvi"),
    ("niemen", "niemi"),
    ("lahden", "lahti"),
    ("nummen", "nummi"),
    ("lammen", "lampi"),
    ("kosken", "koski"),
    ("salmen", "salmi"),
    ("saaren", "saari"),
    ("mäen", "mäki"),
    ("rannan", "ranta"),
    ("virran", "virta"),
    ("suvannon", "suvanto"),
    ("selän", "selkä"),
    ("maan", "maa"),
    ("aisten", "ainen"),
    ("iitin", "iitti"),
    ("vihdin", "vihti"),
    ("turun", "turku"),
    ("hangon", "hanko"),
    ("hämeen", "häme"),
    ("pellon", "pello"),
    ("tampereen", "tampere"),
    ("alueen", "alue"),
    ("keskuksen", "keskus"),
)


@dataclass
class ContactTable:
    """The contacts and networks of one table."""

    contacts: list[ContactRecord] = field(default_factory=list)
    networks: list[NetworkRecord] = field(default_factory=list)


class _Seat(NamedTuple):
    """Whose contact somebody is."""

    area: str
    organisation: str


def read_contacts(table: Table, around: Around) -> ContactTable:
    """Read a table of contacts and networks. An empty cell is a gap, which is no record and no mistake."""
    found = ContactTable()
    if not table.has("area"):
        return _turned(table)
    area_column = table.of("area")[0]
    area = organisation = ""
    groups = _groups(table)
    for row in table.body():
        own = table.sheet.text(row, area_column.number)
        if own:
            area = " ".join(own.split())
        if not area or not _has_content(table, row):
            continue
        for column in table.of("contact"):
            _matrix_cell(found, table, row, _Seat(area, organisation_of(column.headers)), column)
            _check_emails(table, row, column, around)
        said = _text(table, row, "organisation")
        organisation = said or ("" if table.sheet.own_text(row, area_column.number) else organisation)
        for column in table.of("email"):
            _check_emails(table, row, column, around)
        for named, columns in groups:
            body = named or organisation or around.organisation
            _long_row(found, table, row, _Seat(area, " ".join(body.split())), columns)
        for column in table.of("network"):
            text = table.sheet.text(row, column.number)
            for name in _listed(text):
                found.networks.append(
                    NetworkRecord(
                        area,
                        name,
                        given=frozenset(),
                        sheet=table.sheet.title,
                        cell=name_of(row, column.number),
                    )
                )
    return found


def _turned(table: Table) -> ContactTable:
    """A matrix with organisations as rows and areas as columns."""
    found = ContactTable()
    column = table.of("organisation")[0]
    for row in table.body():
        organisation = " ".join(table.sheet.text(row, column.number).split())
        for area in table.of("contact") if organisation else ():
            _matrix_cell(found, table, row, _Seat(area.header, organisation), area)
    return found


def _check_emails(table: Table, row: int, column: Column, around: Around) -> None:
    """What has the sign of an e-mail address must be one."""
    text = table.sheet.text(row, column.number)
    if text.count("@") > len(re.findall("@", " ".join(EMAIL.findall(text)))):
        message = _("Tämä ei ole sähköpostiosoite: kirjoita se muodossa nimi@kunta.fi.")
        around.problems.add("bad_email", message, "error", table.sheet, (row, column.number), text)


def _has_content(table: Table, row: int) -> bool:
    """Notes under the table have a text in the first column only."""
    columns = table.of("contact", "role", "name", "email", "network")
    return any(table.sheet.text(row, column.number) for column in columns)


def _text(table: Table, row: int, name: str) -> str:
    columns = table.of(name)
    return table.sheet.text(row, columns[0].number) if columns else ""


def _matrix_cell(found: ContactTable, table: Table, row: int, seat: _Seat, column: Column) -> None:
    text = table.sheet.text(row, column.number)
    if not text or _is_gap(text):
        return
    for person in people(text):
        found.contacts.append(
            ContactRecord(
                seat.area,
                seat.organisation,
                person.role,
                person.name,
                person.email,
                given=_told(name=person.name, email=person.email),
                sheet=table.sheet.title,
                cell=name_of(row, column.number),
            )
        )


def _groups(table: Table) -> list[tuple[str, dict[str, Column]]]:
    """The columns that tell of one contact together; with the organisation, if a header over them names it."""
    groups: list[tuple[str, dict[str, Column]]] = []
    for column in table.of("role", "name", "email", "phone"):
        over = column.headers[0] if len(column.headers) > 1 else ""
        if groups and groups[-1][0] == over and column.field not in groups[-1][1]:
            groups[-1][1][column.field] = column
        else:
            groups.append((over, {column.field: column}))
    if len(groups) == 1:
        return [("", groups[0][1])]
    return [(organisation_of((over,)) if over else "", columns) for over, columns in groups]


def _long_row(found: ContactTable, table: Table, row: int, seat: _Seat, columns: dict[str, Column]) -> None:
    text = {name: table.sheet.text(row, column.number) for name, column in columns.items()}
    first = next(iter(columns.values()))
    emails = EMAIL.findall(text.get("email", ""))
    for person in _paired(text.get("role", ""), text.get("name", ""), emails):
        found.contacts.append(
            ContactRecord(
                seat.area,
                seat.organisation,
                person.role,
                person.name,
                plain_email(person.email),
                text.get("phone", ""),
                given=_told(name=person.name, email=person.email, phone=text.get("phone", "")),
                sheet=table.sheet.title,
                cell=name_of(row, first.number),
            )
        )


def _told(**texts: str) -> frozenset[str]:
    """The fields that have a text: a matrix that tells roles only leaves names and e-mails as they are."""
    return frozenset(name for name, text in texts.items() if text)


def _paired(roles: str, names: str, emails: list[str]) -> list[Person]:
    """The people of a row: several if its cells have as many lines each."""
    if not roles and names and not emails:
        return [] if _is_gap(names) else people(names)
    lists = [_lines(roles), _lines(names), emails]
    count = max((len(one) for one in lists), default=0)
    filled = [one for one in lists if one]
    if count > 1 and all(len(one) == count for one in filled):
        columns = [one or [""] * count for one in lists]
        return [Person(*three) for three in zip(*columns, strict=True)]
    if not filled or (roles and _is_gap(roles) and not names):
        return []
    found = people(names)[0] if names else Person()
    return [
        Person(
            " ".join(roles.split()) or found.role,
            (found.name or " ".join(names.split())) if names else "",
            emails[0] if emails else found.email,
        )
    ]


def _is_gap(text: str) -> bool:
    """True for a mark or words that say that there is nobody."""
    return missing_reason(text) is not None or _NOBODY.fullmatch(text.strip(" .()")) is not None


def _lines(text: str) -> list[str]:
    return [line for line in rows_of(text) if line]


def _listed(text: str) -> list[str]:
    """Networks: lines, bullets and semicolons divide them; commas only in short lists without lines."""
    if not text or missing_reason(text) is not None:
        return []
    pieces = [piece.strip() for row in rows_of(text) for piece in row.split(";")]
    if len(pieces) == 1 and "," in text and "(" not in text:
        pieces = [piece.strip() for piece in text.split(",")]
    return list(dict.fromkeys(" ".join(piece.split()).rstrip(".,") for piece in pieces if piece))


def organisation_of(headers: tuple[str, ...]) -> str:
    """The organisation that a column's header names: "Asikkalan yhteyshenkilöt" is Asikkala."""
    named = [" ".join(_CONTACT_WORDS.sub(" ", text).split()).strip(" ,:/-–") for text in headers]
    shortened = any(_CONTACT_WORDS.search(text) for text in headers[-1:])
    name = next((text for text in reversed(named) if text), "")
    return nominative(name) if shortened and len(headers) == 1 else name


def nominative(name: str) -> str:
    """A name of a place or a body in its basic form, from the genitive: Asikkalan, Lahden, Iitin, Porvoon kaupungin."""
    first, _space, last = name.rpartition(" ")
    # "Kunnassa", "hyvinvointialueella": the stem is the genitive's.
    last = re.sub(r"(?<=[aeiouyäö])(ssa|ssä|lla|llä)$", "n", last)
    plain = last.casefold()
    for ending, basic in _GENITIVES:
        if plain.endswith(ending):
            whole = last[: len(last) - len(ending)] + basic
            whole = whole.capitalize() if last[:1].isupper() else whole
            return (
                f"{first} {whole}".strip()
                if "-" not in last
                else f"{first} {last[: len(last) - len(ending)] + basic}".strip()
            )
    if plain.endswith("n") and len(plain) > 3 and plain[-2] in "aeiouyäö":
        last = last[:-1]
    return f"{first} {last}".strip()
