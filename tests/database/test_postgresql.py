"""What only a server's database can do: two programs on one, connections that are lost, turns of writers."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from databases import SERVER, server, url_of
from proxy import Proxy
from sqlalchemy import Connection, Engine, event, make_url, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from trees import NOW, action, build, save, snapshot, view

from hyte_core import changes
from hyte_core.__main__ import main
from hyte_core.changes import Change
from hyte_core.database import DATA_FOLDER, ROOT, connect, explain, update, writing
from hyte_core.database import engine as engine_module
from hyte_core.database.backup import kept, restore
from hyte_core.database.migrate import make_tables
from hyte_core.model import ChangeSetRow, Organisation
from hyte_core.problems import RefusalError
from hyte_core.records import dump

pytestmark = pytest.mark.skipif(not SERVER, reason="needs a PostgreSQL server: see tests/databases.py")

PLAN = "1. Painopiste\n  - Toimenpide"
EARLIER_CONTENT = (
    "INSERT INTO organisation (id, name, kind, invented) VALUES ('k', 'Kemi', 'municipality', false)",
    "INSERT INTO change_set (id, at, author, source, file, checksum) VALUES (1, '2025-01-01', 'a', 'form', '', '')",
    "INSERT INTO journal (change_set_id, operation, entity, entity_id, fields, origin)"
    """ VALUES (1, 'add', 'organisation', 'k', '{"name": [null, "Kemi"]}', '')""",
)


def rename(engine: Engine, new: str, old: str = "Toimenpide") -> changes.Outcome:
    id_ = view(engine).actions[0].id
    return save(engine, Change.changing("action", id_, name=(old, new)))


def before_commit(engine: Engine, what: Callable[[Connection], None]) -> None:
    """Do something once, when everything has been written and the next thing is to commit."""
    todo = [what]
    event.listen(engine, "commit", lambda connection: todo.pop()(connection) if todo else None)


def terminate(connection: Connection) -> None:
    """End the server's process that serves a connection, from another connection."""
    pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    with server() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})


@pytest.fixture
def proxied(engine: Engine) -> Iterator[tuple[Engine, Proxy]]:
    """An engine whose connections go through a proxy."""
    proxy = Proxy(str(engine.url.host), engine.url.port or 5432)
    through = engine.url.set(host="127.0.0.1", port=proxy.port)
    remote = connect(through.render_as_string(hide_password=False))
    yield remote, proxy
    remote.dispose()
    proxy.cut()


# --- lost connections


def test_a_connection_lost_between_writing_and_commit_leaves_nothing_and_the_next_save_works(
    engine: Engine,
) -> None:
    build(engine, PLAN)
    before = snapshot(engine)
    version = changes.version(engine)
    before_commit(engine, terminate)
    with pytest.raises(DBAPIError) as caught:
        rename(engine, "Kesken jäänyt")
    sentence = explain(caught.value)
    assert "katkesi kesken tallennuksen: lataa sivu uudelleen ja tarkista" in sentence
    assert (snapshot(engine), changes.version(engine)) == (before, version)
    assert rename(engine, "Tallennettu").done
    assert view(engine).actions[0].name == "Tallennettu"


def test_a_connection_lost_while_writing_says_that_nothing_was_saved(engine: Engine) -> None:
    build(engine, PLAN)
    before = snapshot(engine)

    todo = [terminate]

    def lose(connection: Connection, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("INSERT INTO journal") and todo:
            todo.pop()(connection)

    event.listen(engine, "before_cursor_execute", lose)
    with pytest.raises(DBAPIError) as caught:
        rename(engine, "Kesken jäänyt")
    assert explain(caught.value).endswith("katkesi: yritä uudelleen. Mitään ei tallennettu.")
    assert snapshot(engine) == before
    assert rename(engine, "Tallennettu").done


def test_connections_that_were_lost_while_nobody_saved_are_replaced_unnoticed(engine: Engine) -> None:
    build(engine, PLAN)
    with server() as other:
        other.execute(
            text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :name"),
            {"name": engine.url.database},
        )
    assert rename(engine, "Tallennettu").done


def test_a_server_that_is_away_is_told_in_one_sentence_and_the_next_save_after_it_is_back_works(
    proxied: tuple[Engine, Proxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, proxy = proxied
    monkeypatch.setenv("HYTE_DATABASE_URL", url_of(engine))
    build(engine, PLAN)
    before = snapshot(engine)
    change = Change.changing("action", view(engine).actions[0].id, name=("Toimenpide", "Uusi"))
    proxy.cut()
    for _again in range(2):
        with pytest.raises(OperationalError) as caught:
            save(engine, change)
        assert explain(caught.value) == (
            f"Tietokanta 127.0.0.1:{proxy.port}/{engine.url.database} ei vastaa: "
            "pyydä apua ylläpidolta. Mitään ei tallennettu."
        )
    proxy.mend()
    assert snapshot(engine) == before
    assert save(engine, change).done


def test_a_network_cut_between_writing_and_commit_leaves_all_or_nothing(
    proxied: tuple[Engine, Proxy],
) -> None:
    engine, proxy = proxied
    build(engine, PLAN)
    before = snapshot(engine)
    before_commit(engine, lambda _connection: proxy.cut())
    with pytest.raises(DBAPIError):
        rename(engine, "Kesken jäänyt")
    proxy.mend()
    assert snapshot(engine) == before
    assert rename(engine, "Tallennettu").done


# --- what is kept


def test_moments_are_kept_in_utc_whatever_the_servers_time_zone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {engine.url.database} SET timezone = 'Europe/Helsinki'")
    ours = connect(url_of(engine))
    try:
        build(ours, PLAN)
        with ours.connect() as connection:
            kept = connection.execute(select(ChangeSetRow.at)).scalar_one()
        assert kept.isoformat() == NOW.isoformat()
    finally:
        ours.dispose()
        with engine.begin() as connection:
            connection.exec_driver_sql(f"ALTER DATABASE {engine.url.database} RESET timezone")


@pytest.mark.parametrize(("told", "used"), [(None, "1.1"), ("2", "2")])
def test_rows_are_looked_up_as_on_a_disk_without_moving_parts_unless_the_server_has_been_told_of_its_own(
    engine: Engine, told: str | None, used: str
) -> None:
    database = engine.url.database
    with engine.begin() as connection:
        if told:
            connection.exec_driver_sql(f"ALTER DATABASE {database} SET random_page_cost = {told}")
    ours = connect(url_of(engine))
    try:
        with ours.connect() as connection:
            assert connection.execute(text("SHOW random_page_cost")).scalar_one() == used
    finally:
        ours.dispose()
        with engine.begin() as connection:
            connection.exec_driver_sql(f"ALTER DATABASE {database} RESET random_page_cost")


# --- backups


def test_an_import_and_a_migration_keep_a_backup_of_what_was_there(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("HYTE_BACKUPS_KEPT", "2")
    monkeypatch.setenv("HYTE_DATABASE_URL", url_of(engine))
    build(engine, PLAN)
    before = snapshot(engine)
    assert main(["import", str(DATA_FOLDER / "kemi.xlsx")]) == 0
    (kept_one,) = kept(engine)
    assert kept_one.parent == tmp_path / "backups"
    assert main(["restore", str(kept_one)]) == 0
    assert snapshot(engine) == before
    assert str(kept(engine)[0]) in capsys.readouterr().out
    assert len(kept(engine)) == 2


def test_a_backup_of_an_earlier_version_is_of_that_version_and_changes_nothing(
    new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYTE_BACKUPS_KEPT", "10")
    old = connect(new_database())
    make_tables(old, "0001")
    with writing(old).begin() as connection:
        for statement in EARLIER_CONTENT:
            connection.exec_driver_sql(statement)
    try:
        assert update(old, now=NOW) is False
        (made,) = kept(old)
        with closing(sqlite3.connect(made)) as file:
            assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
            assert file.execute("SELECT name, kind FROM organisation").fetchall() == [
                ("Kemi", "municipality")
            ]
            assert file.execute("SELECT fields FROM journal").fetchall() == [('{"name": [null, "Kemi"]}',)]
        restore(old, made, author="a", now=NOW)
        assert [row["name"] for row in snapshot(old)["organisation"].values()] == ["Kemi"]
    finally:
        old.dispose()


# --- turns


def test_a_writer_that_waits_too_long_for_another_is_told_to_try_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 50)
    with (
        writing(engine).begin(),
        pytest.raises(OperationalError) as caught,
        writing(engine).begin(),
    ):
        pass
    assert "muiden käytössä: odota hetki ja yritä uudelleen" in explain(caught.value)


# --- two programs


#: Another program on the same database: it renames the first action when it is asked to, and tells what it sees.
OTHER = """
import json, sys
from datetime import UTC, datetime
from hyte_core import changes
from hyte_core.changes import Change, ChangeSet, apply
from hyte_core.database import connect
from hyte_core.views import plan_heads, plan_view
engine = connect(sys.argv[1])
for line in sys.stdin:
    old, new = json.loads(line)
    with engine.connect() as connection:
        seen = plan_view(connection, plan_heads(connection)[0].id).actions[0]
    told = {"version": changes.version(engine), "name": seen.name}
    if new:
        change_set = ChangeSet((Change.changing("action", seen.id, name=(old, new)),))
        outcome = apply(engine, change_set, author="Toinen", now=datetime.now(UTC))
        told["theirs"] = [(conflict.theirs, conflict.author) for conflict in outcome.conflicts]
        told["version"] = changes.version(engine)
    print(json.dumps(told), flush=True)
"""


@pytest.fixture
def other(engine: Engine) -> Iterator[Callable[[str, str], Any]]:
    """Asks another program to change the name of the first action from what it had seen, and gives what it tells."""
    program = subprocess.Popen(
        [sys.executable, "-c", OTHER, url_of(engine)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert program.stdin is not None
    assert program.stdout is not None

    def ask(old: str = "", new: str = "") -> Any:
        program.stdin.write(json.dumps([old, new]) + "\n")
        program.stdin.flush()
        return json.loads(program.stdout.readline())

    yield ask
    program.stdin.close()
    program.wait(20)
    program.stdout.close()


def test_what_one_program_saves_the_other_sees_and_is_told_of_when_it_edits_the_same(
    engine: Engine, other: Callable[..., Any]
) -> None:
    build(engine, PLAN)
    before = changes.version(engine)
    assert other() == {"version": before, "name": "Toimenpide"}
    assert rename(engine, "Ensimmäisen").done
    assert other() == {"version": changes.version(engine), "name": "Ensimmäisen"}
    refused = other("Toimenpide", "Toisen")
    assert refused["theirs"] == [["Ensimmäisen", "Koordinaattori"]]
    accepted = other("Ensimmäisen", "Toisen")
    assert accepted["theirs"] == []
    assert changes.version(engine) == accepted["version"] > before
    (conflict,) = rename(engine, "Kolmas", old="Ensimmäisen").conflicts
    assert (conflict.theirs, conflict.author) == ("Toisen", "Toinen")
    assert action(engine, "Toisen").name == "Toisen"


# --- order


def test_texts_come_in_the_order_of_their_code_points_as_from_a_file(engine: Engine) -> None:
    names = ["Äänekoski", "Zeta", "Åbo", "kemi", "Kemi", "Öja", "a b", "ab", "Vaasa", "Wasa"]
    save(engine, *(Change.adding(Organisation(name=name)) for name in names))
    name = Organisation.__table__.c.name  # type: ignore[attr-defined]
    with engine.connect() as connection:
        plain = connection.scalars(select(name).order_by(name)).all()
        labelled = connection.scalars(select(name.label("x")).order_by(name.label("x").desc())).all()
    assert plain == sorted(names)
    assert labelled == sorted(names, reverse=True)


# --- whole databases


def test_an_installation_moves_from_a_file_to_the_server_and_back(
    real_database: Path, new_database: Callable[[], str], tmp_path: Path
) -> None:
    first, moved, last = f"sqlite:///{real_database}", new_database(), f"sqlite:///{tmp_path / 'back.db'}"
    assert main(["copy", "--from", first, "--to", moved]) == 0
    assert main(["copy", "--from", moved, "--to", last]) == 0
    assert dump(connect(moved)) == dump(connect(first)) == dump(connect(last))
    assert changes.version(connect(moved)) == changes.version(connect(last))


def test_a_backup_of_a_server_is_one_file_that_a_file_database_takes_too(
    copy_of_real: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYTE_DATABASE_URL", copy_of_real)
    assert main(["backup", str(tmp_path / "copy.db")]) == 0
    own = connect(f"sqlite:///{tmp_path / 'own.db'}")
    restore(own, tmp_path / "copy.db", author="a", now=NOW)
    assert dump(own) == dump(connect(copy_of_real))


def test_the_address_of_a_server_needs_no_driver_in_it(engine: Engine) -> None:
    plain = make_url(url_of(engine)).set(drivername="postgresql").render_as_string(hide_password=False)
    with connect(plain).connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1


def test_without_the_driver_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RefusalError, match="ajuri puuttuu: aja pip install"):
        connect("postgresql://hyte@127.0.0.1/hyte")
