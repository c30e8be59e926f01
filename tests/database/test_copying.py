"""An installation moves from one database to another whole, or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine
from trees import NOW, snapshot

from hyte_core import changes
from hyte_core.__main__ import main
from hyte_core.changes import Change, ChangeSet, apply
from hyte_core.database import connect
from hyte_core.database.copying import copy
from hyte_core.model import Organisation
from hyte_core.problems import RefusalError
from hyte_core.records import dump


def test_a_copied_installation_is_the_same_and_goes_on(real: Engine, new_database: Callable[[], str]) -> None:
    target = connect(new_database())
    assert copy(real, target) > 1_000
    assert dump(target) == dump(real)
    assert changes.version(target) == changes.version(real)
    added = ChangeSet((Change.adding(Organisation(name="Uusi")),))
    assert apply(target, added, author="a", now=NOW).done


def test_nothing_is_copied_over_what_somebody_has(real: Engine, engine: Engine) -> None:
    apply(engine, ChangeSet((Change.adding(Organisation(name="Oma")),)), author="a", now=NOW)
    before = snapshot(engine)
    with pytest.raises(RefusalError, match="jo tietoja"):
        copy(real, engine)
    assert snapshot(engine) == before


def test_the_command_copies_and_backs_up_and_restores(
    copy_of_real: str,
    new_database: Callable[[], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source, target = copy_of_real, new_database()
    monkeypatch.setenv("HYTE_DATABASE_URL", target)
    assert main(["copy", "--from", source, "--to", target]) == 0
    assert main(["backup", str(tmp_path / "copy.db")]) == 0
    assert main(["restore", str(tmp_path / "copy.db")]) == 0
    assert dump(connect(target)) == dump(connect(source))
    capsys.readouterr()
    assert main(["restore", str(tmp_path / "none.db")]) == 1
    assert main(["copy", "--from", "nonsense", "--to", target]) == 1
    errors = capsys.readouterr().err.strip().splitlines()
    assert len(errors) == 2
