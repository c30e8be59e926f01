"""Safe opening: what kind of file it is, and whether it may be opened at all. Nothing is unpacked here."""

import re
import zipfile
from io import BytesIO

from hyte_core.locale import _, number
from hyte_core.problems import Problem

#: A real workbook of ten thousand actions is a few megabytes.
LARGEST_FILE = 50_000_000
LARGEST_UNPACKED = 1_000_000_000
LARGEST_PART = 60_000_000
#: Sheets of formatted empty rows shrink to a thirtieth; a bomb shrinks to a thousandth.
LARGEST_RATIO = 150
UNPACKED_WITHOUT_QUESTIONS = 20_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class NotOpenedError(Exception):
    """The file is not opened; ``problem`` tells why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code, message)


def kind_of_file(content: bytes, file: str) -> str:
    """ "xlsx" or "csv"; raises NotOpenedError for anything that must not or cannot be read."""
    if not content.strip(b"\0 \r\n\t"):
        raise NotOpenedError("empty_file", _("Tiedosto on tyhjä: valitse toinen tiedosto."))
    if len(content) > LARGEST_FILE:
        message = _(
            "Tiedosto on liian suuri ({size} Mt, enintään {limit} Mt): poista siitä kuvat ja jaa se osiin."
        )
        raise NotOpenedError(
            "too_large",
            message.format(size=number(len(content) / 1e6, 0), limit=number(LARGEST_FILE / 1e6, 0)),
        )
    if content.startswith(_OLE):
        raise _ole_file(content)
    if content.startswith(b"PK"):
        _check_package(content)
        return "xlsx"
    if file.casefold().endswith((".csv", ".tsv", ".txt")):
        return "csv"
    raise _not_a_workbook()


def _not_a_workbook() -> NotOpenedError:
    message = _(
        "Tiedosto ei ole Excel-työkirja (.xlsx) tai se on vioittunut: avaa se Excelissä ja tallenna uudelleen."
    )
    return NotOpenedError("not_a_workbook", message)


def _ole_file(content: bytes) -> NotOpenedError:
    """Office's old container holds old workbooks, other documents, and encrypted new workbooks."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        message = _(
            "Tiedosto on suojattu salasanalla: poista salasana Excelissä ja tallenna tiedosto uudelleen."
        )
        return NotOpenedError("password", message)
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        message = _("Tiedosto on vanhaa Excel-muotoa (.xls): avaa se Excelissä ja tallenna muodossa .xlsx.")
        return NotOpenedError("old_format", message)
    return _not_a_workbook()


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_names(package)
            _check_sizes(package, len(content))
            _check_format(package)
            _check_declarations(package)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise _not_a_workbook() from error


def _check_names(package: zipfile.ZipFile) -> None:
    names = [info.filename for info in package.infolist()]
    unsafe = any(
        name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name for name in names
    )
    if unsafe or len(set(names)) != len(names) or len(names) > 10_000:
        message = _(
            "Tiedoston sisäiset nimet ovat vaarallisia, joten sitä ei avata: tallenna se uudelleen Excelissä."
        )
        raise NotOpenedError("unsafe_file", message)
    if any(info.flag_bits & 1 for info in package.infolist()):
        message = _("Tiedosto on suojattu salasanalla: poista salasana ja tallenna tiedosto uudelleen.")
        raise NotOpenedError("password", message)


def _check_sizes(package: zipfile.ZipFile, packed: int) -> None:
    """The sizes that the package tells: nothing more than them is ever unpacked."""
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    suspicious = unpacked > UNPACKED_WITHOUT_QUESTIONS and unpacked > packed * LARGEST_RATIO
    swollen = any(
        part.file_size > LARGEST_PART and not _may_be_large(part.filename)
        for part in parts
        if part.filename.endswith((".xml", ".rels"))
    )
    if suspicious or swollen or unpacked > LARGEST_UNPACKED:
        message = _(
            "Tiedosto paisuisi avattaessa vaarallisen suureksi ({size} Mt), joten sitä ei avata: kopioi taulukko uuteen työkirjaan."
        )
        raise NotOpenedError("bomb", message.format(size=number(unpacked / 1e6, 0)))


def _may_be_large(name: str) -> bool:
    """Sheets are read row by row; other parts are held in memory whole."""
    return "worksheets/" in name or name.endswith("sharedStrings.xml")


def _check_format(package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    if "mimetype" in names and b"opendocument" in package.read("mimetype")[:200]:
        message = _("Tiedosto on OpenDocument-muotoa (.ods): avaa se ja tallenna Excel-muodossa (.xlsx).")
        raise NotOpenedError("open_document", message)
    if any(name.endswith("workbook.bin") for name in names):
        message = _("Tiedosto on binaarimuotoa (.xlsb): avaa se Excelissä ja tallenna muodossa .xlsx.")
        raise NotOpenedError("binary_format", message)
    if "[Content_Types].xml" not in names:
        raise _not_a_workbook()
    if "xl/workbook.xml" in names and b"purl.oclc.org/ooxml" in package.read("xl/workbook.xml"):
        message = _(
            "Tiedosto on muotoa Strict Open XML: avaa se Excelissä ja tallenna tavallisena Excel-työkirjana (.xlsx)."
        )
        raise NotOpenedError("strict_format", message)


def _check_declarations(package: zipfile.ZipFile) -> None:
    """Workbooks never declare entities; a file that does wants to blow up the reader or open other files."""
    for part in package.infolist():
        if part.filename.endswith((".xml", ".rels")) and _declares_entities(package, part):
            message = _(
                "Tiedostossa on vaarallisia XML-määrityksiä, joten sitä ei avata: tallenna se uudelleen Excelissä."
            )
            raise NotOpenedError("unsafe_file", message)


def _declares_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """A declaration must come before the first element, so that reading until it is enough."""
    with package.open(part) as source:
        start = b""
        while chunk := source.read(65_536):
            # Two bytes a letter in UTF-16: without the zeros it reads like any other.
            start = (start + chunk).replace(b"\0", b"")
            if _DOCTYPE.search(start):
                return True
            if re.search(rb"<[A-Za-z_]", start):
                return False
    return False
