"""A person's data: everything is found, erasing leaves nothing of it, and nothing brings it back."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from trees import NOW, build, save, snapshot

from hyte_core import history
from hyte_core.__main__ import main
from hyte_core.changes import Change, changes_of, entries, undo
from hyte_core.changes.journal import JournalFilter, version
from hyte_core.database.backup import keep, kept
from hyte_core.model import Assessment, Contact, InterfaceArea, Meeting, Participant, Statement
from hyte_core.privacy import DataSubject, erase, find, forget_backups, held
from hyte_core.privacy.mentions import REMOVED, Mentions
from hyte_core.problems import RefusalError

NAME, EMAIL, PHONE = "Aino Esimerkki", "aino.esimerkki@kunta.example", "040 000 0000"
#: What says who the person is, wherever it stands.
TRACES = ("Aino", "aino", "040 000 0000")


@pytest.fixture
def told(engine: Engine) -> Engine:
    """A database that tells of the person in every kind of place, now and in the past."""
    plan = build(engine, "1. A\n  - Yksi (Sivistys)")
    area = InterfaceArea(name="Osallisuus")
    own = {"interface_area_id": area.id, "organisation_id": plan.organisation_id}
    hers = Contact(**own, role="Koordinaattori", name=NAME, email="vanha.aino@kunta.example", phone=PHONE)
    other = Contact(**own, role="Johtaja", name="Bo Toinen", email="bo@kunta.example")
    save(engine, *map(Change.adding, (area, hers, other)))
    save(engine, Change.changing("contact", hers.id, email=("vanha.aino@kunta.example", EMAIL)), author=NAME)
    meeting = Meeting(organisation_id=plan.organisation_id, held_on=NOW.date(), title="Kokous")
    answers = {"Kuka vastaa?": f"{NAME}, toistaiseksi"}
    guests = Participant(meeting_id=meeting.id, organisation="Järjestö", roles=NAME.upper(), answers=answers)
    words = Statement(plan_id=plan.id, kind="worry", year=2025, text=f"Kysy: Esimerkki, Aino ({EMAIL}).")
    save(engine, *map(Change.adding, (meeting, guests, words)), author=EMAIL)
    one = plan.actions[0]
    save(engine, Change.changing("action", one.id, responsible=(["Sivistys"], [NAME, "Sivistys"])))
    note = Assessment(action_id=one.id, number=1, assessed_on=date(2025, 10, 1), light="green", note=NAME)
    save(engine, Change.adding(note))
    return engine


def traces(engine: Engine) -> list[str]:
    """Every row of every table in which something says who the person was."""
    with engine.connect() as connection:
        tables = [*snapshot(engine), "journal", "change_set"]
        rows = [str(row) for name in tables for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
    return [row for row in rows if any(trace.casefold() in row.casefold() for trace in TRACES)]


def test_everything_that_tells_of_a_person_is_given_to_them(told: Engine):
    found = held(told, NAME).as_json()
    assert found["person"] == {
        "names": [NAME.casefold()],
        "emails": [EMAIL, "vanha.aino@kunta.example"],
        "phones": [PHONE],
    }
    assert [(one["area"], one["role"], one["email"]) for one in found["contacts"]] == [
        ("Osallisuus", "Koordinaattori", EMAIL)
    ]
    assert len(found["saves"]) == 2
    assert {place["entity"] for place in found["texts"]} == {
        "participant",
        "statement",
        "action",
        "assessment",
    }
    json.dumps(found)


@pytest.mark.parametrize("asked", [NAME, EMAIL, NAME.upper(), f"  {NAME} "])
def test_nothing_is_left_of_the_person_in_any_table(told: Engine, asked: str):
    assert traces(told)
    erase(told, asked, author="Ylläpito", now=NOW)
    assert traces(told) == []


def test_others_stay_as_they_were(told: Engine):
    before = snapshot(told)["contact"]
    erase(told, NAME, author="Ylläpito", now=NOW)
    after = snapshot(told)["contact"]
    (other,) = [row for row in before.values() if row["name"] == "Bo Toinen"]
    assert after[other["id"]] == other
    (hers,) = [row for row in after.values() if row["role"] == "Koordinaattori"]
    assert (hers["name"], hers["email"], hers["phone"]) == ("", "", "")


def test_texts_stay_but_for_the_name(told: Engine):
    erase(told, NAME, author="Ylläpito", now=NOW)
    after = snapshot(told)
    (words,) = after["statement"].values()
    assert words["text"] == f"Kysy: {REMOVED} ({REMOVED})."
    (guests,) = after["participant"].values()
    assert guests["answers"] == {"Kuka vastaa?": f"{REMOVED}, toistaiseksi"}
    assert next(iter(after["action"].values()))["responsible"] == [REMOVED, "Sivistys"]


def test_no_undo_brings_the_person_back(told: Engine):
    erase(told, NAME, author="Ylläpito", now=NOW)
    rows, _total = entries(told, JournalFilter(), size=100)
    for row in rows:  # the latest first
        outcome = undo(told, row.id, author="Ylläpito", now=NOW)
        assert outcome.done, outcome
        assert traces(told) == []
    assert not any(snapshot(told).values())


def test_the_past_is_shown_without_the_person(told: Engine):
    last = version(told)
    with told.connect() as connection:
        body = next(iter(snapshot(told)["organisation"]))
        assert history.last_entry(connection, NOW.date()) == last
    erase(told, NAME, author="Ylläpito", now=NOW)
    for entry in range(1, last + 1):
        with history.past(told, entry, body).connect() as connection:
            contacts = [str(row) for row in connection.execute(text("SELECT * FROM contact"))]
        assert not any(trace.casefold() in row.casefold() for row in contacts for trace in TRACES)


def test_what_one_person_did_stays_together_under_a_pseudonym(told: Engine):
    saves = {one["change_set"] for one in held(told, NAME).as_json()["saves"]}
    erase(told, NAME, author="Ylläpito", now=NOW)
    rows, _total = entries(told, JournalFilter(), size=100)
    (pseudonym,) = {row.author for row in rows if row.id in saves}
    assert pseudonym.startswith("poistettu-")
    assert {row.author for row in rows if row.id not in saves} == {"Koordinaattori", "Ylläpito"}


def test_the_erasing_is_in_the_journal_without_telling_of_whom(told: Engine):
    before = version(told)
    erase(told, NAME, author="Ylläpito", now=NOW)
    rows, _total = entries(told, JournalFilter(author="Ylläpito"))
    assert len(rows) == 1
    assert version(told) > before
    assert NAME not in str(changes_of(told, rows[0].id))


def test_who_only_saved_something_is_erased_and_that_is_told_too(engine: Engine):
    build(engine, "1. A\n  - Yksi")
    save(engine, Change.adding(InterfaceArea(name="Osallisuus")), author=NAME)
    before = version(engine)
    assert erase(engine, NAME, author="Ylläpito", now=NOW).saves == 1
    assert traces(engine) == []
    assert version(engine) > before


def test_a_shared_address_is_nobodys_own(engine: Engine):
    plan = build(engine, "1. A")
    area = InterfaceArea(name="Osallisuus")
    shared = {
        "interface_area_id": area.id,
        "organisation_id": plan.organisation_id,
        "email": "hyte@kunta.example",
    }
    both = [Contact(**shared, role=f"Rooli {name}", name=name) for name in (NAME, "Bo Toinen")]
    save(engine, Change.adding(area), *map(Change.adding, both))
    with pytest.raises(RefusalError, match="usealla"):
        held(engine, "hyte@kunta.example")
    erase(engine, NAME, author="Ylläpito", now=NOW)
    assert {row["email"] for row in snapshot(engine)["contact"].values()} == {"hyte@kunta.example"}
    assert traces(engine) == []


def test_one_word_is_not_taken_out_of_texts(engine: Engine):
    build(engine, "1. Liikunta\n  - Liikunta kuuluu kaikille (Liikunta)")
    save(engine, Change.adding(InterfaceArea(name="Osallisuus")), author="Liikunta")
    before = snapshot(engine)
    erase(engine, "Liikunta", author="Ylläpito", now=NOW)
    assert snapshot(engine) == before


def test_an_inflected_name_and_a_made_address_are_for_a_reader_to_judge(engine: Engine):
    plan = build(engine, "1. A")
    for words in ("Pyydetään Esimerkin arvio.", "Kirje: aino.esimerkki@muu.example", "esimerkiksi näin"):
        save(engine, Change.adding(Statement(plan_id=plan.id, kind="worry", year=2025, text=words)))
    found = held(engine, NAME)
    assert {str(place.value) for place in found.possible} == {
        "Pyydetään Esimerkin arvio.",
        "Kirje: aino.esimerkki@muu.example",
    }
    before = snapshot(engine)
    erase(engine, NAME, author="Ylläpito", now=NOW)
    assert snapshot(engine) == before


def test_a_person_of_whom_nothing_is_held_is_told(engine: Engine):
    with pytest.raises(RefusalError, match="ei löytynyt"):
        held(engine, NAME)


def test_nothing_is_erased_if_the_rest_cannot_be(told: Engine, monkeypatch: pytest.MonkeyPatch):
    def fails(*_given: object) -> None:
        raise OSError("disk full")

    before, last = traces(told), version(told)
    monkeypatch.setattr("hyte_core.privacy.erasing._clean_change_sets", fails)
    with pytest.raises(OSError, match="disk full"):
        erase(told, NAME, author="Ylläpito", now=NOW)
    assert traces(told) == before
    assert version(told) == last


@pytest.mark.sqlite_only
def test_the_database_file_does_not_hold_the_name_in_its_free_pages(told: Engine):
    path = Path(str(told.url.database))
    erase(told, NAME, author="Ylläpito", now=NOW)
    files = [path, *path.parent.glob(f"{path.name}-*")]
    content = b"".join(file.read_bytes() for file in files).lower()
    assert [trace for trace in (NAME, EMAIL, PHONE) if trace.lower().encode() in content] == []


def test_backups_keep_the_person_until_they_are_removed(told: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HYTE_BACKUPS_KEPT", "10")
    keep(told, now=NOW)
    erase(told, NAME, author="Ylläpito", now=NOW)
    assert NAME.encode() in kept(told)[0].read_bytes()
    assert forget_backups(told, now=NOW) == 1
    (new,) = kept(told)
    assert NAME.encode() not in new.read_bytes()


PEOPLE = st.sampled_from(["Aino Esimerkki", "Bo Toinen", "Bo Ek-Toinen"])
PIECES = st.one_of(PEOPLE, st.sampled_from(["", " ", ", ", "Bo", "Toinen", "sivistys", "-", "("]))


@given(st.lists(PIECES).map("".join))
def test_taking_a_person_out_twice_is_taking_them_out_once(words: str):
    mentions = Mentions(DataSubject(frozenset(["bo toinen"])))
    once = mentions.without("action", "name", words)
    assert mentions.without("action", "name", once) == once
    assert not mentions.certain_in(once)


@pytest.mark.parametrize(
    "words", ["Bo Ek-Toinen", "Bo Toinen-Ek", "Robo Toinen", "Bo Toisenaho", "bo.toinen@x.example"]
)
def test_a_longer_name_is_somebody_elses(words: str):
    assert not Mentions(DataSubject(frozenset(["bo toinen"]))).certain_in(words)


# --- the command line


@pytest.fixture
def command(told: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("HYTE_DATABASE_URL", told.url.render_as_string(hide_password=False))
    return told


def test_erasing_shows_first_and_erases_when_confirmed(command: Engine, capsys: pytest.CaptureFixture[str]):
    before = traces(command)
    assert main(["person", "erase", NAME]) == 0
    shown = capsys.readouterr().out
    assert "Osallisuus" in shown and "--confirm" in shown
    assert traces(command) == before
    assert main(["person", "erase", NAME, "--confirm", "--author", "Ylläpito"]) == 0
    assert traces(command) == []
    assert main(["person", "erase", NAME]) == 1


def test_exporting_writes_a_file_or_the_screen(
    command: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["person", "export", EMAIL]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert main(["person", "export", EMAIL, str(tmp_path / "aino.json")]) == 0
    assert json.loads((tmp_path / "aino.json").read_text(encoding="utf-8")) == shown
    assert main(["person", "export", EMAIL, str(tmp_path / "none" / "aino.json")]) == 1


def test_a_person_is_found_by_what_contacts_have_said_before(told: Engine):
    with told.connect() as connection:
        assert find(connection, "vanha.aino@kunta.example") == find(connection, NAME)


@pytest.mark.sqlite_only
def test_what_could_not_be_written_anew_is_told(
    command: Engine, capsys: pytest.CaptureFixture[str], monkeypatch
):
    monkeypatch.setattr("hyte_core.privacy.erasing._written_anew", lambda _engine: False)
    assert main(["person", "erase", NAME, "--confirm"]) == 0
    assert "VACUUM" in capsys.readouterr().out
