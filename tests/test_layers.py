"""Which package of hyte_core may use which: dependencies point one way, and only the pages' side knows Streamlit."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from hyte_core.database import ROOT

#: Each package or module of hyte_core may use those before it, and never those after it.
ORDER = [
    "problems",
    "locale",
    "files",
    "model",
    "lights",
    "statistics",
    "database",
    "log",
    "access",
    "views",
    "indicators",
    "cooperation",
    "duties",
    "meetings",
    "changes",
    "history",
    "privacy",
    "records",
    "sotkanet",
    "regional",
    "excel",
    "imports",
    "installation",
    "charts",
    "reports",
    "ui",
    "__main__",
]
#: What the command line must not need, so that it works where no Streamlit is.
PAGES_SIDE = {"ui"}
SOURCES = sorted((ROOT / "hyte_core").rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written from the root"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def package_of(path: Path) -> str:
    """The package or module of hyte_core that a file belongs to; empty for hyte_core itself."""
    first = path.relative_to(ROOT / "hyte_core").parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def uses(package: str) -> set[str]:
    """The other packages and modules of hyte_core that one uses."""
    names = {name for path in SOURCES if package_of(path) == package for name in imported(path)}
    parts = [name.split(".") for name in names]
    return {part[1] for part in parts if part[0] == "hyte_core" and len(part) > 1} - {package}


def test_every_package_has_its_place_in_the_order() -> None:
    assert {package_of(path) for path in SOURCES} - {""} == set(ORDER)


@pytest.mark.parametrize("package", ORDER)
def test_a_package_uses_only_those_before_it(package: str) -> None:
    assert uses(package) <= set(ORDER[: ORDER.index(package)])


def test_the_root_of_the_core_uses_nothing() -> None:
    assert uses("") == set()


def test_the_command_line_does_not_need_what_the_pages_need() -> None:
    needed, new = set(), {"__main__"}
    while new:
        needed |= new
        new = {other for package in new for other in uses(package)} - needed
    assert needed & PAGES_SIDE == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_part_for_pages_knows_streamlit(path: Path) -> None:
    streamlit = {name for name in imported(path) if name.split(".")[0] == "streamlit"}
    assert not streamlit or package_of(path) == "ui"


def test_no_page_writes_to_a_table_by_itself() -> None:
    for path in [*(ROOT / "pages").glob("*.py"), ROOT / "dashboard.py"]:
        names = {
            name for name in imported(path) if name.split(".")[0] in ("sqlalchemy", "sqlmodel", "alembic")
        }
        assert names <= {"sqlalchemy", "sqlalchemy.Engine"}, path
        assert "hyte_core.database.writing" not in imported(path), path
