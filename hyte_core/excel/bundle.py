"""One workbook for each responsible body, in a zip."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hyte_core.excel.write import workbook
from hyte_core.records import Records, for_responsible, responsible_bodies


def bundle(records: Records) -> bytes:
    """A zip of pre-filled workbooks, one a responsible body, each with that body's actions and their history."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, body in file_names(responsible_bodies(records)).items():
            archive.writestr(name, workbook(for_responsible(records, body)))
    return target.getvalue()


def file_names(bodies: list[str]) -> dict[str, str]:
    """{file name: responsible body}: names that every file system takes, no two the same."""
    found: dict[str, str] = {}
    for body in bodies:
        stem = re.sub(r"[^\w\- ]+", " ", body).strip()[:60].strip() or "-"
        name, n = f"{stem}.xlsx", 2
        while name.casefold() in (known.casefold() for known in found):
            name, n = f"{stem} {n}.xlsx", n + 1
        found[name] = body
    return found
