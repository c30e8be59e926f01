"""The settings of access: who a login is, and what is told of a file that is wrong."""

from pathlib import Path

import pytest

from hyte_core.access import Person, Role, read_access
from hyte_core.problems import RefusalError

SETTINGS = """
public = true
[[people]]
who = ["*@kunta.fi"]
role = "viewer"
[[people]]
who = ["anna@kunta.fi", "group:hyte"]
role = "editor"
organisations = ["Porvoo"]
[[people]]
who = ["anna@kunta.fi"]
role = "editor"
plans = ["Hyvän elämän ohjelma"]
[[people]]
who = ["it@kunta.fi"]
role = "administrator"
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write the settings' file and name it."""

    def write_text(text: str) -> None:
        (tmp_path / "access.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("HYTE_ACCESS", str(tmp_path / "access.toml"))

    return write_text


def test_without_the_setting_there_are_no_settings(monkeypatch):
    monkeypatch.delenv("HYTE_ACCESS", raising=False)
    assert read_access() is None


@pytest.mark.parametrize(
    ("claims", "person"),
    [
        ({"email": "matti@kunta.fi", "name": "Matti"}, Person("Matti", Role.viewer)),
        (
            {"email": "Anna@Kunta.fi", "name": "Anna"},
            Person("Anna", Role.editor, frozenset({"Porvoo"}), frozenset({"Hyvän elämän ohjelma"})),
        ),
        ({"preferred_username": "it@kunta.fi"}, Person("it@kunta.fi", Role.administrator)),
        (
            {"email": "x@muu.fi", "name": "X", "groups": ["a", "hyte"]},
            Person("X", Role.editor, frozenset({"Porvoo"})),
        ),
        ({"email": "x@muu.fi", "groups": "other"}, None),
        ({"email": "it@kunta.fi", "email_verified": False}, None),
        ({}, None),
    ],
)
def test_a_person_has_the_rights_of_every_rule_that_names_them(write, claims, person):
    write(SETTINGS)
    access = read_access()
    assert access is not None
    assert access.person(claims) == person


@pytest.mark.parametrize(
    "text",
    [
        "public = ",
        "pubic = true",
        "public = 'yes'",
        "session_hours = -1",
        "[[people]]\nwho = ['a@b.fi']\nrole = 'boss'",
        "[[people]]\nwho = 'a@b.fi'\nrole = 'viewer'",
        "[[people]]\nwho = ['a@b.fi']\nrole = 'viewer'\norganisation = ['Porvoo']",
    ],
)
def test_settings_that_are_wrong_are_refused_rather_than_guessed(write, text):
    write(text)
    with pytest.raises(RefusalError, match="korjaa se"):
        read_access()


def test_a_settings_file_that_is_not_there_is_told_of(monkeypatch, tmp_path):
    monkeypatch.setenv("HYTE_ACCESS", str(tmp_path / "none.toml"))
    with pytest.raises(RefusalError, match="ei voi lukea"):
        read_access()
