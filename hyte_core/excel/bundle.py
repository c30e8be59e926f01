"""One workbook for each responsible body, in a zip."""

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hyte_core.excel.write import workbook
from hyte_core.records import Records, for_responsible, responsible_bodies


def bundle(records: Records) -> bytes:
    """A zip of pre-filled workbooks, one a responsible body, each with that body's actions and their history."""
    return zipped(responsible_bodies(records), lambda body: workbook(for_responsible(records, body)))


def zipped(names: Sequence[str], made: Callable[[str], bytes]) -> bytes:
    """A zip with a workbook for each name, as ``made`` makes it."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for file, name in file_names(names).items():
            archive.writestr(file, made(name))
    return target.getvalue()


def file_names(bodies: Iterable[str]) -> dict[str, str]:
    """{file name: responsible body}: names that every file system takes, no two the same."""
    found: dict[str, str] = {}
    for body in bodies:
        stem = re.sub(r"[^\w\- ]+", " ", body).strip()[:60].strip() or "-"
        name, n = f"{stem}.xlsx", 2
        while name.casefold() in (known.casefold() for known in found):
            name, n = f"{stem} {n}.xlsx", n + 1
        found[name] = body
    return found
