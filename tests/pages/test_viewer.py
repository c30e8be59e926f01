"""A viewer reads everything and changes nothing, whichever button of whichever page they press."""

from datetime import date

import pytest
from hostile import fill
from opening import buttons, open_page, rerun
from sqlalchemy import Engine
from trees import NOW, build, snapshot

from hyte_core.access import Person
from hyte_core.changes import undo
from hyte_core.changes.journal import version
from hyte_core.excel import workbook
from hyte_core.imports import accept, load
from hyte_core.records import dump
from hyte_core.ui import guard

VIEWER = Person("Matti")
LINKS = [
    "",
    "toimenpiteet",
    "toimenpiteet?nakyma=muokkaus",
    "toimenpiteet?arvioi=action",
    "toimenpiteet?muokkaa=action",
    "toimenpiteet?poista=action",
    "toimenpiteet?uusi=1",
    "indikaattorit",
    "indikaattorit?indikaattori=indicator&osa=arvot",
    "indikaattorit?indikaattori=indicator&osa=kortti",
    "yhdyspinnat",
    "yhdyspinnat?osa=verkostot",
    "yhdyspinnat?osa=aste",
    "lakisaateiset",
    "lakisaateiset?osa=vuosikello",
    "kokous",
    "kokous?kokous=meeting",
    "kokous?kokous=meeting&kohta=1",
    "esitys",
    "esitys?esitys=presentation",
    "raportti",
    "raportti?osa=kannanotot",
    "raportti?osa=tekstit",
    "raportti?osa=kortit",
    "organisaatiot",
    "tuonti",
    "muutosloki",
]
#: Where most is written.
DOORS = [
    "toimenpiteet?muokkaa=action",
    "lakisaateiset",
    "kokous?kokous=meeting",
    "esitys?esitys=presentation",
    "raportti?osa=tekstit",
    "tuonti",
    "muutosloki",
]
#: What writes: none of these is offered to a viewer.
WRITING = ("Tallenna", "Lisää", "Poista", "Hyväksy", "Peru tuonti", "Palauta varmuuskopio", "Varmuuskopiot")


@pytest.fixture
def viewed(empty: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A database with something of everything, read by a viewer."""
    fill(empty)
    monkeypatch.setattr(guard, "person", lambda _typed, _now: VIEWER)
    return empty


@pytest.mark.parametrize("link", DOORS)
def test_whatever_a_viewer_presses_nothing_changes(viewed, link):
    before, last = snapshot(viewed), version(viewed)
    labels = buttons(open_page(link))
    for place, label in enumerate(labels):
        at = open_page(link)
        if place < len(at.button) and not at.button[place].disabled and label != "Kirjaudu ulos":
            at.button[place].click()
            rerun(at)
    assert snapshot(viewed) == before
    assert version(viewed) == last


@pytest.mark.parametrize("link", LINKS)
def test_a_viewer_is_not_offered_what_they_may_not_do(viewed, link):
    offered = [label for label in buttons(open_page(link)) if label.startswith(WRITING)]
    assert offered == []


def test_a_viewers_import_and_undo_are_refused(engine: Engine):
    build(engine, "1. A\n  - Yksi (Sivistys)")
    content = workbook(dump(engine))
    before, last = snapshot(engine), version(engine)
    assert not undo(engine, 1, author=VIEWER, now=NOW).done
    assert snapshot(engine) == before
    assert undo(engine, 1, author="Ylläpito", now=NOW).done
    loading = load(engine, "suunnitelma.xlsx", content, today=date(2025, 11, 3))
    outcome = accept(engine, loading, author=VIEWER, now=NOW)
    assert [problem.code for problem in outcome.problems] == ["not_allowed"]
    assert not any(snapshot(engine).values())
    assert version(engine) > last
