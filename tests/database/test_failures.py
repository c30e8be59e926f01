"""What the database's errors say to a person: one sentence, with what to do, and never a password."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from hyte_core.database import connect, explain, migrate, writing
from hyte_core.database import engine as engine_module


@pytest.fixture
def failure(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """The sentence for what goes wrong when the database of this URL is migrated."""

    def explained(url: str) -> str:
        monkeypatch.setenv("HYTE_DATABASE_URL", url)
        with pytest.raises((SQLAlchemyError, OSError)) as caught:
            migrate(connect())
        return explain(caught.value)

    return explained


def test_a_file_that_is_not_a_database_is_named_and_kept(
    tmp_path: Path, failure: Callable[[str], str]
) -> None:
    path = tmp_path / "hyte.db"
    path.write_text("Tämä on muistio, ei tietokanta. " * 100, encoding="utf-8")
    before = path.read_bytes()
    assert failure(f"sqlite:///{path}") == (
        f"Tiedosto {path} ei ole tietokanta tai se on vioittunut: "
        "palauta varmuuskopio tai siirrä tiedosto muualle."
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["/proc/hyte.db", "/nowhere/at/all/hyte.db"])
def test_a_place_where_no_file_can_be_is_named(place: str, failure: Callable[[str], str]) -> None:
    assert failure(f"sqlite:///{place}") == (
        f"Tietokantaa {place} ei voi avata: tarkista, että kansio on olemassa ja ohjelmalla on siihen oikeus."
    )


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path, failure: Callable[[str], str]) -> None:
    assert f"Tietokantaa {tmp_path} ei voi avata" in failure(f"sqlite:///{tmp_path}")


def test_a_database_of_a_newer_program_asks_to_update_the_program(
    tmp_path: Path, failure: Callable[[str], str]
) -> None:
    url = f"sqlite:///{tmp_path / 'hyte.db'}"
    engine = connect(url)
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'tomorrow'"))
    assert failure(url) == (
        f"Tietokanta {tmp_path / 'hyte.db'} on luotu ohjelman uudemmalla versiolla: päivitä ohjelma."
    )


def test_a_database_that_others_keep_busy_says_that_nothing_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 50)
    engine = connect(f"sqlite:///{tmp_path / 'hyte.db'}")
    migrate(engine)
    with (
        writing(engine).begin(),
        pytest.raises(OperationalError) as caught,
        writing(connect(f"sqlite:///{tmp_path / 'hyte.db'}")).begin(),
    ):
        pass
    assert explain(caught.value) == (
        "Tietokanta on juuri nyt muiden käytössä: odota hetki ja yritä uudelleen. Mitään ei tallennettu."
    )


def test_a_read_only_database_asks_for_the_right_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hyte.db"
    monkeypatch.setenv("HYTE_DATABASE_URL", f"sqlite:///{path}")
    migrate(connect())
    engine = connect(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(OperationalError) as caught, engine.begin() as connection:
        connection.execute(text("DELETE FROM plan"))
    assert explain(caught.value).startswith(f"Tietokantaan {path} ei voi kirjoittaa")


def test_a_full_disk_asks_for_room() -> None:
    full = OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))
    assert explain(full).startswith("Levy on täynnä")
    assert explain(OSError(28, "No space left on device")).startswith("Levy on täynnä")


def test_a_database_without_tables_says_how_to_make_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYTE_DATABASE_URL", f"sqlite:///{tmp_path / 'hyte.db'}")
    with pytest.raises(SQLAlchemyError) as caught, connect().connect() as connection:
        connection.execute(text("SELECT * FROM plan"))
    assert "python -m hyte_core init" in explain(caught.value)


def test_the_password_of_a_server_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYTE_DATABASE_URL", "postgresql://hyte:salaisuus@palvelin/hyte")
    sentence = explain(OperationalError("SELECT 1", {}, Exception("no answer")))
    assert "palvelin/hyte" in sentence
    assert "salaisuus" not in sentence


def test_words_of_the_changed_text_do_not_make_another_failure_of_it() -> None:
    error = OperationalError("UPDATE", {"name": "Varaston ovi locked, full"}, Exception("connection lost"))
    assert "ei vastaa" in explain(error)
