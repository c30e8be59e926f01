"""Contacts to take along: the matrix and the list as workbooks that can be brought back, and vCards."""

from collections import defaultdict
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from hyte_core.cooperation import ContactView, Matrix
from hyte_core.excel.layout import column_word, sheet_word
from hyte_core.excel.write import workbook
from hyte_core.records import ContactRecord, Records

_HEAD = PatternFill("solid", fgColor="0B4F9E")
_TOP = Alignment(vertical="top", wrap_text=True)


def contact_list(whole: Matrix) -> bytes:
    """A workbook with a row a contact."""
    areas = {area.id: area.name for area in whole.areas}
    bodies = {one.id: one.name for one in whole.organisations}
    records = (
        ContactRecord(
            areas[one.interface_area_id],
            bodies[one.organisation_id],
            one.role,
            one.name,
            one.email,
            one.phone,
            one.verified_on,
        )
        for one in whole.contacts
    )
    return workbook(Records(contacts=tuple(records)))


def contact_matrix(whole: Matrix) -> bytes:
    """A workbook with a row an area and a column an organisation; a line in a cell is a contact."""
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_word("contacts")
    rows = [
        [column_word("area"), *(one.name for one in whole.organisations)],
        *(
            [area.name, *("\n".join(map(_line, whole.at(area.id, one.id))) for one in whole.organisations)]
            for area in whole.areas
        ),
    ]
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            if text:
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
                cell.data_type = "s"  # a text that begins with = stays a text
                cell.quotePrefix = text[:1] in "=+-@"
            cell.alignment = _TOP
            if number == 1:
                cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
            elif place == 1:
                cell.font = Font(bold=True)
    for place in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 36
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _line(contact: ContactView) -> str:
    return ", ".join(part for part in (contact.role, contact.name, contact.email) if part)


def vcards(whole: Matrix) -> str:
    """The contacts as vCard 3.0 (RFC 2426): one card for everybody who is the same person in the same role.

    A contact that is a role only has its role and organisation as its name; the areas are in the note.
    """
    areas = {area.id: area.name for area in whole.areas}
    bodies = {one.id: one.name for one in whole.organisations}
    people: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in whole.contacts:
        key = (bodies[one.organisation_id], one.role, one.name, one.email, one.phone)
        people[key].append(areas[one.interface_area_id])
    return "".join(_card(*person, areas=of_person) for person, of_person in people.items())


def _card(body: str, role: str, name: str, email: str, phone: str, *, areas: list[str]) -> str:
    first, _space, last = name.rpartition(" ")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_escaped(name or f'{role}, {body}')}",
        f"N:{_escaped(last)};{_escaped(first)};;;",
        f"ORG:{_escaped(body)}",
        f"TITLE:{_escaped(role)}",
        *([f"EMAIL;TYPE=INTERNET:{_escaped(email)}"] if email else []),
        *([f"TEL;TYPE=WORK:{_escaped(phone)}"] if phone else []),
        f"NOTE:{_escaped('; '.join(areas))}",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return plain.replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, as the format asks; a letter is never cut in two."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:
            pieces.append(piece)
            piece, size = "", 1  # the space that continues the line
        piece, size = piece + letter, size + width
    return "\r\n ".join([*pieces, piece])
