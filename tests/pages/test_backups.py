"""Backups on the journal's page: made, downloaded and put back by hand."""

from pathlib import Path

from opening import buttons, click, open_page, seen, told
from streamlit.testing.v1 import AppTest
from trees import NOW, build, save, snapshot

from hyte_core.changes import Change
from hyte_core.database.backup import backup, keep
from hyte_core.model import Organisation


def dialog() -> AppTest:
    """The dialog's content by itself: a widget used in a dialog would close it in this kind of test."""

    def script() -> None:
        from hyte_core.ui import session
        from hyte_core.ui.backups import show_backups

        session.refresh_version()
        show_backups()

    return AppTest.from_function(script, default_timeout=30).run()


def test_the_journal_offers_the_backups(empty):
    at = open_page("muutosloki")
    assert "Varmuuskopiot" in buttons(at)
    click(at, "Varmuuskopiot")
    assert not at.exception
    assert "Säilytä se muualla kuin tässä koneessa." in seen(at)


def test_nothing_is_put_back_before_the_reader_has_chosen_and_agreed(empty):
    at = dialog()
    (button,) = [one for one in at.button if one.label == "Palauta varmuuskopio"]
    assert button.disabled
    at.checkbox[0].check().run()
    assert next(one for one in at.button if one.label == "Palauta varmuuskopio").disabled


def test_an_automatic_backup_is_put_back(empty):
    build(empty, "1. A\n  - Yksi (Sivistys)")
    before = snapshot(empty)
    keep(empty, now=NOW)
    save(empty, Change.adding(Organisation(name="Liikaa")))
    at = dialog()
    at.selectbox[0].select_index(0)
    at.checkbox[0].check().run()
    click(at, "Palauta varmuuskopio")
    assert not at.exception
    assert snapshot(empty) == before


def test_an_own_backup_is_put_back_and_a_bad_file_is_refused_in_one_sentence(empty, tmp_path: Path):
    build(empty, "1. A\n  - Yksi (Sivistys)")
    before = snapshot(empty)
    backup(empty, tmp_path / "oma.db")
    save(empty, Change.adding(Organisation(name="Liikaa")))
    at = dialog()
    at.file_uploader[0].set_value(("huono.db", b"not a database", "application/octet-stream"))
    at.checkbox[0].check().run()
    click(at, "Palauta varmuuskopio")
    assert "ei ole ehjä varmuuskopio" in told(at)
    at.file_uploader[0].set_value(("oma.db", (tmp_path / "oma.db").read_bytes(), "application/octet-stream"))
    at.run()
    click(at, "Palauta varmuuskopio")
    assert not at.exception
    assert snapshot(empty) == before
